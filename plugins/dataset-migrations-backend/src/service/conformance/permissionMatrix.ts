/**
 * What each caller gets for a call that is right in itself, under a policy by which all may read, owners change what is
 * theirs, and admins all. A line for each operation, and one for each of its calls that permissions treat otherwise.
 * The user owns nothing, the team the target, the initiator has created the migration and does not own the dataset; of
 * tokens one may only read, one read and update migrations, one is for another plugin.
 */
export const PERMISSION_MATRIX = `
operation               nobody  guest  user  owner  team  initiator  admin  service  readToken  updateToken  otherToken
ListMigrations          401     200    200   200    200   200        200    200      200        200          403
CreateMigration         401     403    403   201    403   403        201    201      403        403          403
GetMigration            401     200    200   200    200   200        200    200      200        200          403
UpdateMigration         401     403    403   200    403   200        200    200      403        200          403
GetContract             401     200    200   200    200   200        200    200      200        200          403
PlanMigration           401     403    403   200    403   200        200    200      403        200          403
PreviewMigration        401     403    403   200    403   200        200    200      403        200          403
StartMigration          401     403    403   200    403   200        200    200      403        200          403
PauseMigration          401     403    403   200    403   200        200    200      403        200          403
ResumeMigration         401     403    403   200    403   200        200    200      403        200          403
CancelMigration         401     403    403   200    403   200        200    200      403        200          403
SetOwners               401     403    403   200    403   200        200    200      403        403          403
ListWaves               401     200    200   200    200   200        200    200      200        200          403
SetWaves                401     403    403   200    403   200        200    200      403        200          403
GetMigrationCalendar    401     200    200   200    200   200        200    200      200        200          403
SetMigrationCalendar    401     403    403   200    403   200        200    200      403        200          403
GetTeamCalendar         401     200    200   200    200   200        200    200      403        403          403
SetTeamCalendar         401     403    403   403    200   403        200    200      403        403          403
MoveToWave              401     403    403   200    403   200        200    200      403        200          403
DecideWave              401     403    403   200    403   200        200    200      403        200          403
RetryFailedTargets      401     403    403   200    403   200        200    200      403        200          403
RevertTargets           401     403    403   200    403   200        200    200      403        200          403
ListApprovals           401     200    200   200    200   200        200    200      200        200          403
DecideApproval          401     403    403   200    403   200        200    403      403        403          403
DecideApproval/withdraw 401     403    403   200    403   200        200    200      403        200          403
ListLearnedRules        401     403    403   200    403   200        200    200      403        200          403
DecideLearnedRule       401     403    403   200    403   200        200    200      403        404          403
GetForecast             401     200    200   200    200   200        200    200      200        200          403
GetAttention            401     200    200   200    200   200        200    200      200        200          403
ListAttention           401     200    200   200    200   200        200    200      200        200          403
ListFollowedEntities    401     200    200   200    200   200        200    200      200        200          403
GetBurnUp               401     200    200   200    200   200        200    200      200        200          403
GetConsumerGraph        401     200    200   200    200   200        200    200      200        200          403
ListConsumers           401     200    200   200    200   200        200    200      200        200          403
ListTargets             401     200    200   200    200   200        200    200      200        200          403
ListJobs                401     200    200   200    200   200        200    200      200        200          403
CreateJob               401     403    403   202    202   202        202    202      403        202          403
CreateJob/exempt        401     403    403   202    403   202        202    202      403        400          403
GetJob                  401     200    200   200    200   200        200    200      200        200          403
CancelJob               401     403    403   200    200   200        200    200      403        200          403
ListMigrationEvents     401     200    200   200    200   200        200    200      200        200          403
ListLedgerEntries       401     200    200   200    200   200        200    200      200        200          403
GetTarget               401     200    200   200    200   200        200    200      200        404          403
ListAttempts            401     200    200   200    200   200        200    200      200        404          403
ListSessionEvents       401     200    200   200    200   200        200    200      200        404          403
ListTargetEvents        401     200    200   200    200   200        200    200      200        404          403
RetryTarget             401     403    403   200    200   200        200    200      403        404          403
DecideTarget            401     403    403   200    200   200        200    200      403        404          403
DecideTarget/exempt     401     403    403   200    403   200        200    200      403        404          403
GetDecisionDays         401     200    200   200    200   200        200    200      200        404          403
ListClusters            401     200    200   200    200   200        200    200      200        200          403
GetCluster              401     200    200   200    200   200        200    200      200        404          403
DecideCluster           401     403    403   200    200   200        200    200      403        404          403
GetNoticePreference     401     403    403   403    200   403        200    200      403        403          403
SetNoticePreference     401     403    403   403    200   403        200    200      403        403          403
ListIncoming            401     200    200   200    200   200        200    200      200        200          403
DraftContract           401     200    200   200    200   200        200    200      403        403          403
CheckContract           401     200    200   200    200   200        200    200      403        403          403
ListAgents              401     200    200   200    200   200        200    200      403        403          403
GetFleet                401     403    403   403    403   403        200    200      200        403          403
StopFleet               401     403    403   403    403   403        200    200      403        403          403
StartFleet              401     403    403   403    403   403        200    200      403        403          403
ListActs                401     403    403   403    403   403        200    200      200        403          403
GetLimits               401     403    403   403    403   403        200    200      200        403          403
SetLimit                401     403    403   403    403   403        200    200      403        403          403
ListEventSubscriptions  401     403    403   403    403   403        200    200      403        403          403
CreateEventSubscription 401     403    403   403    403   403        201    201      403        403          403
GetEventSubscription    401     403    403   403    403   403        200    200      403        403          403
UpdateEventSubscription 401     403    403   403    403   403        200    200      403        403          403
DeleteEventSubscription 401     403    403   403    403   403        204    204      403        403          403
RenewEventSecret        401     403    403   403    403   403        200    200      403        403          403
TestEventSubscription   401     403    403   403    403   403        202    202      403        403          403
ReplayEvents            401     403    403   403    403   403        202    202      403        403          403
ListEventDeliveries     401     403    403   403    403   403        200    200      403        403          403
ReplayEventDelivery     401     403    403   403    403   403        202    202      403        403          403
ReceiveWebhook          202     202    202   202    202   202        202    202      202        202          202
`;
