import type { TargetCondition } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbPullRequestRow, DbTargetRow } from '../../database/tables';
import type { EffectFacts } from '../effects/EFFECTS';
import { hasHumanCommits } from '../hasHumanCommits';
import { hasCodingAgent } from './hasCodingAgent';
import type { ReactionFacts } from './planReaction';

/** What a reaction depends on, as far as it is on record. */
export function reactionFacts(
  facts: EffectFacts,
  now: {
    target: DbTargetRow;
    pullRequest: DbPullRequestRow;
    rounds: number;
  },
): ReactionFacts {
  const { target, pullRequest, rounds } = now;
  const conditions: TargetCondition[] = JSON.parse(target.conditions);
  return {
    policy: facts.reactions,
    state: target.state,
    migrationState: facts.migrationState,
    isCurrent:
      pullRequest.state === 'open' &&
      pullRequest.generation === target.generation,
    hasAgent: hasCodingAgent({
      installed: facts.codingAgents,
      chain: facts.agents,
    }),
    stopped: conditions.includes('agentsStopped'),
    humanCommits: hasHumanCommits(pullRequest, pullRequest.head_sha),
    rounds,
  };
}
