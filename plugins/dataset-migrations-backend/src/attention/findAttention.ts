import type {
  AttentionItem,
  AttentionKind,
  FailureClass,
  MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  TROUBLING_CONDITIONS,
  type AttentionFacts,
  type Trouble,
} from './AttentionFacts';

/** A team that is told now can still do something about it. */
const NEAR_DAYS = 7;
const DAY_MS = 86_400_000;

/** States in which somebody can do something about it; what is not planned yet, or is over, needs nobody. */
export const ATTENDED_STATES = [
  'planned',
  'running',
  'paused',
  'completing',
] as const satisfies readonly MigrationState[];

const FAILURE_CLASSES = [
  'permanent',
  'agent',
  'infrastructure',
  'rate',
] as const satisfies readonly FailureClass[];

/** What needs a person, each with what it takes to find it; in no order. */
export function findAttention(facts: AttentionFacts): AttentionItem[] {
  if (!ATTENDED_STATES.some(state => state === facts.state)) {
    return [];
  }
  const { migrationId, migrationTitle, unsettled } = facts;
  const item = (
    kind: AttentionKind,
    more: Omit<AttentionItem, 'kind' | 'migrationId' | 'migrationTitle'>,
  ): AttentionItem => ({ kind, migrationId, migrationTitle, ...more });
  const ofTargets = (
    kind: AttentionKind,
    { count, oldestAt }: Trouble,
    failureClass?: FailureClass,
  ) =>
    count === 0
      ? []
      : [
          item(kind, {
            count,
            ...(oldestAt && { since: oldestAt }),
            ...(failureClass && { failureClass }),
          }),
        ];
  const ofCount = (kind: AttentionKind, count: number) =>
    count === 0 ? [] : [item(kind, { count })];

  return [
    ...facts.waves.map(({ number, title, why, since, reason }) =>
      item(why === 'halted' ? 'waveHalted' : 'waveApproval', {
        count: unsettled,
        since,
        wave: number,
        waveTitle: title,
        ...(reason && { reason }),
      }),
    ),
    ...(facts.state === 'paused'
      ? [
          item('paused', {
            count: unsettled,
            since: facts.stateSince,
            ...(facts.stateReason && { reason: facts.stateReason }),
          }),
        ]
      : []),
    ...findDeadline(facts).map(({ kind, deadline }) =>
      item(kind, { count: unsettled, deadline }),
    ),
    ...(facts.spentDollars > 0 && facts.spentDollars >= facts.budgetDollars
      ? [item('budgetUsedUp', { count: unsettled })]
      : []),
    ...FAILURE_CLASSES.flatMap(failureClass =>
      ofTargets('failed', facts.failed[failureClass], failureClass),
    ),
    ...ofTargets('failed', facts.failed.unclassed),
    ...ofTargets('needsHuman', facts.needsHuman),
    ...TROUBLING_CONDITIONS.flatMap(condition =>
      ofTargets(condition, facts.conditions[condition]),
    ),
    ...ofCount('undeclared', facts.undeclared),
    ...(facts.state === 'completing'
      ? ofCount('readersLeft', facts.readers)
      : []),
  ];
}

/** A day counts as kept until it is over everywhere, so that nobody is alarmed by a time zone. */
function findDeadline(
  facts: AttentionFacts,
): Array<{ kind: 'deadlinePassed' | 'deadlineNear'; deadline: string }> {
  const { deadline, now, unsettled } = facts;
  if (deadline === undefined || unsettled === 0) {
    return [];
  }
  const left = Date.parse(`${deadline}T23:59:59-12:00`) - Date.parse(now);
  if (left < 0) {
    return [{ kind: 'deadlinePassed', deadline }];
  }
  return left <= NEAR_DAYS * DAY_MS ? [{ kind: 'deadlineNear', deadline }] : [];
}
