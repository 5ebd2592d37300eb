import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { countRounds } from '../../database/operations/reactions/countRounds';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import { addressOf } from '../effects/addCommentOnce';
import type { EffectFacts, EffectOutcome } from '../effects/EFFECTS';
import { hasHumanCommits } from '../hasHumanCommits';
import { beginReaction } from './beginReaction';
import { planReaction, type ReactionPlan } from './planReaction';
import type { ReactionDetails } from './ReactionDetails';
import { reactionFacts } from './reactionFacts';
import { readFailedChecks } from './readFailedChecks';

/** Has an agent answer what checks or reviewers said, if all that has to hold for that holds in this very moment. */
export async function react(facts: EffectFacts): Promise<EffectOutcome> {
  const { effect, codeHost, knex, pullRequest, target } = facts;
  const details: ReactionDetails = JSON.parse(effect.details ?? '{}');
  if (details.begun) {
    return describeBegin(facts);
  }
  const rounds = await countRounds({
    knex,
    pullRequestId: pullRequest.id,
    kind: details.kind,
  });
  // what is known already asks nothing of the code host
  const known = planReaction(
    reactionFacts(facts, { target, pullRequest, rounds }),
  );
  if (known.kind === 'drop' || known.kind === 'later') {
    return toOutcome(known);
  }
  const seen = await codeHost.getPullRequest(addressOf(facts));
  if (known.kind === 'handsOff' || hasHumanCommits(pullRequest, seen.headSha)) {
    return handOver(facts);
  }
  const said =
    details.kind === 'checks'
      ? await readChecks(facts, details, seen)
      : { feedback: details.feedback };
  if ('kind' in said) {
    return said;
  }
  const plan = await beginReaction(facts, details, said.feedback, seen.headSha);
  return plan.kind === 'react' ? describeBegin(facts) : toOutcome(plan, facts);
}

async function readChecks(
  facts: EffectFacts,
  { sha }: { sha: string },
  seen: ObservedPullRequest,
) {
  if (seen.headSha !== sha) {
    return dropped('Something else was pushed since');
  }
  if (seen.checks.some(({ state }) => state === 'pending')) {
    return toOutcome({ kind: 'later', because: 'Checks still run' });
  }
  const feedback = await readFailedChecks(facts, sha);
  return feedback.length > 0
    ? { feedback }
    : dropped('No check fails that the base branch does not have');
}

function describeBegin({ pullRequest }: EffectFacts): EffectOutcome {
  return {
    kind: 'done',
    reason: `An agent works on what was said about #${pullRequest.number}`,
  };
}

function toOutcome(
  plan: Exclude<ReactionPlan, { kind: 'react' }>,
  facts?: EffectFacts,
): EffectOutcome {
  switch (plan.kind) {
    case 'later':
      return { kind: 'later', reason: plan.because };
    case 'drop':
      return dropped(plan.because);
    default:
      return facts ? handOver(facts) : dropped('It belongs to people');
  }
}

/** People are told that it is theirs, once for a pull request. */
function handOver({ pullRequest }: EffectFacts): EffectOutcome {
  return {
    ...dropped('The branch holds commits of people'),
    async record(tx) {
      await intendEffect({
        tx,
        targetId: pullRequest.target_id,
        pullRequestId: pullRequest.id,
        kind: 'tellHandsOff',
        key: 'tellHandsOff',
      });
    },
  };
}

function dropped(reason: string) {
  return { kind: 'dropped' as const, reason };
}
