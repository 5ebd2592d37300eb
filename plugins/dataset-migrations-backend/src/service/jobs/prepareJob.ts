import { InputError } from '@backstage/errors';
import type {
  CreateJobRequest,
  MigrationRequest,
  TargetAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MatchTargetsOptions } from '../../database/operations/targets/listTargetRows';
import type { JobDetails } from '../../jobs/JobDetails';
import { actorOf } from '../actorOf';
import { checkAgent } from '../checkAgent';
import type { CallOptions } from '../MigrationService';
import { resolveOwnerRefs } from '../request/resolveOwnerRefs';
import { toTargetMatch } from '../request/toTargetMatch';
import type { JobAsker, JobContext } from './JobService';

/** What was asked for, read and checked as far as no target has to be looked at. */
export interface PreparedJob extends JobAsker {
  act: TargetAction;
  details: JobDetails;
  match: MatchTargetsOptions;
  actor: string;
}

/** Reads what is asked for; throws `InputError` for what cannot be meant. */
export async function prepareJob(
  context: JobContext,
  request: MigrationRequest & CreateJobRequest,
  options: CallOptions & Partial<JobAsker>,
): Promise<PreparedJob> {
  const { migrationId, act, targetIds, filter, reason, until, agent } = request;
  const { authority, visibleTo, mayUpdateMigration = false } = options;
  if (!authority) {
    throw new Error('Nobody has said what the one who asks may do');
  }
  if ((filter === undefined) === (targetIds === undefined)) {
    throw new InputError(
      filter
        ? 'body.targetIds: both they and filter are given; give one of them'
        : 'body.filter: nothing says which targets are meant; give a filter, {} for all of them, or targetIds',
    );
  }
  if (agent !== undefined && act !== 'retry') {
    throw new InputError(
      `body.agent: '${agent}' is given, and '${act}' runs none; leave it out, or ask for 'retry'`,
    );
  }
  checkAgent(context.agentIds, agent);
  const written = request.ownerRef;
  const [ownerRef] = await resolveOwnerRefs(
    context,
    written === undefined ? [] : [{ path: 'body.ownerRef', value: written }],
    { who: 'the group or user that owns the code' },
  );
  return {
    act,
    details: { reason, until, agent, ownerRef },
    match: {
      migrationId,
      visibleTo,
      ...(filter && toTargetMatch(filter, 'body.filter')),
      targetIds,
    },
    actor: actorOf(context.auth, options.credentials),
    authority,
    visibleTo,
    mayUpdateMigration,
  };
}
