import type { Readers } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { countTroubles } from '../database/operations/attention/countTroubles';
import { countUndecidedConsumers } from '../database/operations/attention/countUndecidedConsumers';
import { listTroubledWaves } from '../database/operations/attention/listTroubledWaves';
import { sumSpending } from '../database/operations/attention/sumSpending';
import type { DbMigrationRow } from '../database/tables';
import { readDatabaseClock, toIso } from '../database/time';
import { toDollars } from '../models/microdollars';
import { migrationBudget, type ModelBudgets } from '../models/ModelBudgets';
import type { AttentionFacts } from './AttentionFacts';

export interface LoadAttentionFactsOptions {
  knex: Knex;
  modelBudgets: ModelBudgets;
  rows: readonly DbMigrationRow[];
}

/** What decides what needs a person; those without targets are left out. Five statements, however many migrations there are. */
export async function loadAttentionFacts(
  options: LoadAttentionFactsOptions,
): Promise<AttentionFacts[]> {
  const { knex, modelBudgets, rows } = options;
  if (rows.length === 0) {
    return [];
  }
  const ids = rows.map(({ id }) => id);
  const troubles = await countTroubles(knex, ids);
  const waves = await listTroubledWaves(knex, ids);
  const undecided = await countUndecidedConsumers(knex, ids);
  const spending = await sumSpending(knex, ids);
  const now = (await readDatabaseClock(knex)).toUTC().toISO()!;
  return rows.flatMap(row => {
    const ofTargets = troubles.get(row.id);
    if (!ofTargets) {
      return [];
    }
    const readers: Readers | undefined =
      row.readers === null ? undefined : JSON.parse(row.readers);
    return [
      {
        ...ofTargets,
        migrationId: row.id,
        migrationTitle: row.title,
        state: row.state,
        stateReason: row.state_reason ?? undefined,
        stateSince: toIso(row.state_since),
        deadline: row.deadline ?? undefined,
        now,
        waves: waves.get(row.id) ?? [],
        undeclared: undecided.get(row.id) ?? 0,
        readers: readers?.count ?? 0,
        spentDollars: toDollars(spending.get(row.id) ?? 0),
        budgetDollars: migrationBudget(
          modelBudgets,
          row.model_budget_microdollars,
        ),
      },
    ];
  });
}
