import { NotFoundError } from '@backstage/errors';
import type {
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LearnedRuleRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inTransaction } from '../../database/inTransaction';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { listDecidedRules } from '../../database/operations/learnedRules/listDecidedRules';
import { storeRuleDecision } from '../../database/operations/learnedRules/storeRuleDecision';
import { actorOf } from '../actorOf';
import type { ListOptions } from '../MigrationService';
import type { LearningContext } from './DefaultLearningService';
import { listLearnedRules, loadLearnedRules } from './listLearnedRules';

const STATES = { approve: 'approved', decline: 'declined' } as const;

/**
 * Lets a rule work on what has not been attempted yet, or on nothing any more. What it has changed already stays. A decision that stands
 * already changes nothing.
 */
export async function decideLearnedRule(
  context: LearningContext,
  request: LearnedRuleRequest & LearnedRuleDecisionRequest,
  { credentials, visibleTo }: ListOptions,
): Promise<LearnedRuleList> {
  const { knex, auth, onChange } = context;
  const { migrationId, ruleId, decision, reason, dryRun } = request;
  const actor = actorOf(auth, credentials);
  const state = STATES[decision];
  const scope = { migrationId, visibleTo };
  const seen = await loadLearnedRules(knex, scope);
  const offer = seen.offers.find(({ id }) => id === ruleId);
  const isKnown = seen.decided.some(({ id }) => id === ruleId);
  const { changed, rules } = await inTransaction(knex, async tx => {
    const end = async (isChange: boolean) => ({
      result: {
        changed: isChange,
        rules: await listLearnedRules(tx, scope),
      },
      commits: !dryRun,
    });
    const decided = await listDecidedRules(tx, { migrationId });
    const before =
      offer || isKnown ? decided.find(({ id }) => id === ruleId) : undefined;
    if (!before && !offer) {
      throw new NotFoundError(
        `ruleId: '${ruleId}' is no rule that was learned in this migration; list them again`,
      );
    }
    if (before?.state === state) {
      return end(false);
    }
    await storeRuleDecision({
      tx,
      decision: {
        migration_id: migrationId,
        id: ruleId,
        rule: before?.rule ?? JSON.stringify(offer?.rule),
        target_ids: before?.target_ids ?? JSON.stringify(offer?.targetIds),
        state,
        decided_by: actor,
        reason: reason?.trim() || null,
      },
    });
    await recordEvent({
      tx,
      migrationId,
      actor,
      kind: 'learnedRuleDecided',
      from: before?.state,
      to: state,
      reason,
    });
    return end(true);
  });
  if (changed && !dryRun) {
    onChange(migrationId);
  }
  return rules;
}
