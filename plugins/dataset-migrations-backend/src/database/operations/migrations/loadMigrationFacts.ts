import type {
  DecisionKind,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { countDecisions } from '../decisions/countDecisions';
import { listCoOwners } from '../owners/listCoOwners';
import type { DbMigrationDatasetRow, DbMigrationRow } from '../../tables';

/** A migration with what other tables say of it. */
export interface MigrationFacts {
  row: DbMigrationRow;
  fromRefs: string[];
  toRefs: string[];
  coOwnerRefs: string[];
  targetCounts: Array<{ state: TargetState; count: number }>;
  consumerCount: number;
  /** What was said about targets and stands. */
  decisionCounts: Array<{ kind: DecisionKind; count: number }>;
}

/** Adds datasets and counts to migrations, with five statements however many there are. */
export async function loadMigrationFacts(
  knex: Knex,
  rows: readonly DbMigrationRow[],
): Promise<MigrationFacts[]> {
  const ids = rows.map(row => row.id);
  const datasets = await knex<DbMigrationDatasetRow>('migration_datasets')
    .whereIn('migration_id', ids)
    .orderBy('entity_ref');
  const targets: Array<{
    migration_id: string;
    state: TargetState;
    count: number | string;
  }> = await knex('targets')
    .whereIn('migration_id', ids)
    .groupBy('migration_id', 'state')
    .orderBy('state')
    .select('migration_id', 'state')
    .count({ count: '*' });
  const consumers: Array<{ migration_id: string; count: number | string }> =
    await knex('consumers')
      .whereIn('migration_id', ids)
      .groupBy('migration_id')
      .select('migration_id')
      .count({ count: '*' });
  const decisions = await countDecisions(knex, ids);
  const coOwners = await listCoOwners(knex, ids);
  return rows.map(row => {
    const refs = (side: 'from' | 'to') =>
      datasets
        .filter(dataset => dataset.migration_id === row.id)
        .filter(dataset => dataset.side === side)
        .map(dataset => dataset.entity_ref);
    return {
      row,
      fromRefs: refs('from'),
      toRefs: refs('to'),
      // who comes to own the dataset may have been a co-owner
      coOwnerRefs: (coOwners.get(row.id) ?? []).filter(
        ref => ref !== row.owner_ref,
      ),
      targetCounts: targets
        .filter(({ migration_id }) => migration_id === row.id)
        .map(({ state, count }) => ({ state, count: Number(count) })),
      consumerCount: Number(
        consumers.find(({ migration_id }) => migration_id === row.id)?.count ??
          0,
      ),
      decisionCounts: decisions
        .filter(({ migration_id }) => migration_id === row.id)
        .map(({ kind, count }) => ({ kind, count: Number(count) })),
    };
  });
}
