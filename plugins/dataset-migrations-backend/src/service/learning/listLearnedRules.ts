import type {
  LearnedRule as LearnedRuleView,
  LearnedRuleList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findContract } from '../../database/operations/contracts/findContract';
import { listAcceptedPatches } from '../../database/operations/learnedRules/listAcceptedPatches';
import { listDecidedRules } from '../../database/operations/learnedRules/listDecidedRules';
import { listVisibleTargets } from '../../database/operations/targets/listVisibleTargets';
import type { DbLearnedRuleRow } from '../../database/tables';
import { toIso } from '../../database/time';
import type { LearnedRule } from '../../learning/LearnedRule';
import { writeRuleLine } from '../../learning/writeRuleLine';
import { offerRules, type OfferedRule } from '../../learning/offerRules';
import type { VisibleTo } from '../../permissions/whereOwned';
import { getMigrationRow } from '../getMigrationView';

/** Of what was accepted; older changes say the same. */
const MOST_PATCHES = 100;
const MOST_CHARACTERS = 50_000;
/** So many of what could be offered; the others come when these are decided. */
const MOST_OFFERS = 20;

export interface LearnedRulesScope {
  migrationId: string;
  /** Whose targets the caller may see; absent for all. */
  visibleTo?: VisibleTo;
}

/** What was learned, as far as the caller may see the code that it repeats. */
export interface LearnedRules {
  offers: OfferedRule[];
  decided: DbLearnedRuleRow[];
}

/** Rules that somebody has decided about, behind those that wait for a decision. */
export async function listLearnedRules(
  knex: Knex,
  scope: LearnedRulesScope,
): Promise<LearnedRuleList> {
  const { offers, decided } = await loadLearnedRules(knex, scope);
  const known = new Set(decided.map(({ id }) => id));
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

/** What could be offered today, also what was decided about before, and what was decided about. */
export async function loadLearnedRules(
  knex: Knex,
  { migrationId, visibleTo }: LearnedRulesScope,
): Promise<LearnedRules> {
  const offers = await listOffers(knex, migrationId);
  const decided = await listDecidedRules(knex, { migrationId });
  const repeated = new Map(
    decided.map((row): [string, string[]] => [
      row.id,
      JSON.parse(row.target_ids),
    ]),
  );
  const visible = await listVisibleTargets(knex, {
    targetIds: [
      ...offers.flatMap(({ targetIds }) => targetIds),
      ...[...repeated.values()].flat(),
    ],
    visibleTo,
  });
  const isVisible = (targetIds: string[] = []) =>
    targetIds.every(targetId => visible.has(targetId));
  return {
    offers: offers.filter(({ targetIds }) => isVisible(targetIds)),
    decided: decided.filter(({ id }) => isVisible(repeated.get(id))),
  };
}

async function listOffers(
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
      before: before.map(writeRuleLine),
      after: after.map(writeRuleLine),
    })),
  };
}
