import type {
  LearnedRule as LearnedRuleView,
  LearnedRuleList,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findContract } from '../../database/operations/contracts/findContract';
import { listAcceptedPatches } from '../../database/operations/learnedRules/listAcceptedPatches';
import { listDecidedRules } from '../../database/operations/learnedRules/listDecidedRules';
import type { DbLearnedRuleRow } from '../../database/tables';
import { toIso } from '../../database/time';
import type { LearnedRule, RulePart } from '../../learning/LearnedRule';
import { offerRules, type OfferedRule } from '../../learning/offerRules';
import { getMigrationRow } from '../getMigrationView';

/** Of what was accepted; older changes say the same. */
const MOST_PATCHES = 200;
const MOST_CHARACTERS = 200_000;
/** So many of what could be offered; the others come when these are decided. */
const MOST_OFFERS = 20;

/** Rules that somebody has decided about, behind those that wait for a decision. */
export async function listLearnedRules(
  knex: Knex,
  { migrationId }: MigrationRequest,
): Promise<LearnedRuleList> {
  const decided = await listDecidedRules(knex, { migrationId });
  const known = new Set(decided.map(({ id }) => id));
  const offers = await listOffers(knex, migrationId);
  return {
    items: [
      ...offers
        .filter(({ id }) => !known.has(id))
        .slice(0, MOST_OFFERS)
        .map(toOffer),
      ...decided.map(toDecided),
    ],
  };
}

/** What could be offered today, also what was decided about before. */
export async function listOffers(
  knex: Knex,
  migrationId: string,
): Promise<OfferedRule[]> {
  const migration = await getMigrationRow(knex, migrationId);
  const stored = await findContract(knex, {
    migrationId,
    version: migration.contract_version,
  });
  const patches = await listAcceptedPatches(knex, {
    migrationId,
    limit: MOST_PATCHES,
    maxCharacters: MOST_CHARACTERS,
  });
  return stored ? offerRules(patches, JSON.parse(stored.contract)) : [];
}

function toOffer({ id, rule, targetIds }: OfferedRule): LearnedRuleView {
  return { id, state: 'offered', ...describe(rule), targetIds };
}

function toDecided(row: DbLearnedRuleRow): LearnedRuleView {
  return {
    id: row.id,
    state: row.state,
    ...describe(JSON.parse(row.rule)),
    targetIds: JSON.parse(row.target_ids),
    decidedBy: row.decided_by,
    decidedAt: toIso(row.decided_at),
    ...(row.reason !== null && { reason: row.reason }),
  };
}

function describe({
  extension,
  replacements,
}: LearnedRule): Pick<LearnedRuleView, 'extension' | 'replacements'> {
  return {
    extension,
    replacements: replacements.map(({ before, after }) => ({
      before: before.map(writeLine),
      after: after.map(writeLine),
    })),
  };
}

/** Holes as ‹1›, ‹2› … */
function writeLine(parts: RulePart[]): string {
  return parts
    .map(part => (typeof part === 'string' ? part : `‹${part.hole}›`))
    .join('');
}
