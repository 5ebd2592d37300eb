import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { createHash } from 'node:crypto';
import type { AcceptedPatch } from '../database/operations/learnedRules/listAcceptedPatches';
import { contractNames } from './contractNames';
import { learnRules } from './learnRules';
import type { LearnedRule } from './LearnedRule';
import { readFileChanges } from './readFileChanges';

/** A rule that its owner may approve. */
export interface OfferedRule {
  /** Follows from the rule alone. */
  id: string;
  rule: LearnedRule;
  targetIds: string[];
}

/** Rules that repeat what was accepted, those that repeat most of it first. */
export function offerRules(
  patches: AcceptedPatch[],
  contract: MappingContract,
): OfferedRule[] {
  const accepted = patches.flatMap(({ target_id: targetId, patch }) =>
    readFileChanges(patch).map(change => ({ targetId, change })),
  );
  return learnRules(accepted, contractNames(contract))
    .map(({ rule, targetIds }) => ({ id: idOf(rule), rule, targetIds }))
    .sort(
      (left, right) =>
        right.targetIds.length - left.targetIds.length ||
        left.id.localeCompare(right.id),
    );
}

function idOf(rule: LearnedRule): string {
  return createHash('sha256').update(JSON.stringify(rule)).digest('hex');
}
