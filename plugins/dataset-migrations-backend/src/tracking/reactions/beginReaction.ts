import { ConflictError } from '@backstage/errors';
import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { noteEffect } from '../../database/operations/effects/noteEffect';
import { takeReviews } from '../../database/operations/effects/takeReviews';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import { countRounds } from '../../database/operations/reactions/countRounds';
import { insertReaction } from '../../database/operations/reactions/insertReaction';
import { lockTarget } from '../../database/operations/targets/lockTarget';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbPullRequestRow, DbTargetRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import type { EffectFacts } from '../effects/EFFECTS';
import { describeFeedback } from './describeFeedback';
import { planReaction, type ReactionPlan } from './planReaction';
import type { ReactionDetails } from './ReactionDetails';
import { reactionFacts } from './reactionFacts';
import { limitFeedback } from './toFeedback';

/**
 * Writes down what goes to the agent and queues the target anew for the same pull request, in one transaction; reviews that
 * wait go with it. What does not hold any more by then is said, and nothing is written.
 */
export async function beginReaction(
  facts: EffectFacts,
  details: ReactionDetails,
  said: AgentFeedback[],
  headSha: string,
): Promise<ReactionPlan> {
  const { knex, effect } = facts;
  return await knex.transaction(async tx => {
    const plan = await planAnew(tx, facts, details);
    if (plan.kind !== 'react') {
      return plan;
    }
    const feedback = limitFeedback([
      ...said,
      ...(details.kind === 'review' ? await takeReviews({ tx, effect }) : []),
    ]);
    await begin(tx, facts, { ...plan, kind: details.kind, feedback, headSha });
    const noted: ReactionDetails = { ...details, begun: true };
    if (!(await noteEffect({ tx, effect, details: noted }))) {
      throw new ConflictError('Another replica reacts to it');
    }
    return plan;
  });
}

async function planAnew(
  tx: Knex.Transaction,
  facts: EffectFacts,
  { kind }: ReactionDetails,
): Promise<ReactionPlan> {
  const { pullRequest: seen, target: before } = facts;
  const migration = await holdMigration({
    tx,
    migrationId: before.migration_id,
  });
  const target = await lockTarget(tx, seen.target_id);
  const pullRequest = await tx<DbPullRequestRow>('pull_requests')
    .where({ id: seen.id })
    .first();
  if (!migration || !target || !pullRequest) {
    return { kind: 'drop', because: 'Its target is gone' };
  }
  const rounds = await countRounds({ knex: tx, pullRequestId: seen.id, kind });
  return planReaction(
    reactionFacts(
      { ...facts, migrationState: migration.state },
      { target, pullRequest, rounds },
    ),
  );
}

async function begin(
  tx: Knex.Transaction,
  { pullRequest, target, codeHost, reactions }: EffectFacts,
  round: {
    kind: ReactionDetails['kind'];
    round: number;
    feedback: AgentFeedback[];
    headSha: string;
  },
): Promise<void> {
  const current = await tx<DbTargetRow>('targets')
    .where({ id: target.id })
    .first('attempt_id');
  await insertReaction({
    tx,
    targetId: target.id,
    pullRequestId: pullRequest.id,
    ...round,
    standingAttemptId: current?.attempt_id ?? null,
  });
  await moveTarget({
    tx,
    targetId: target.id,
    from: 'prOpen',
    to: 'queued',
    actor: codeHost.id,
    reason: `${describeFeedback(round.feedback)}; an agent works on it, round ${
      round.round
    } of ${reactions.rounds}`,
    changes: {
      agent: null,
      failure_count: 0,
      agent_failure_count: 0,
      lost_count: 0,
      failure_class: null,
      not_before: databaseNow(tx),
    },
  });
}
