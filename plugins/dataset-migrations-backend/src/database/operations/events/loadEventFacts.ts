import type { Knex } from 'knex';
import type {
  DbEventRow,
  DbMigrationDatasetRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../tables';

/** What events are about, as it stands now. */
export interface EventFacts {
  migrations: ReadonlyMap<
    string,
    Pick<DbMigrationRow, 'id' | 'title' | 'owner_ref'>
  >;
  datasets: readonly DbMigrationDatasetRow[];
  targets: ReadonlyMap<
    string,
    Pick<DbTargetRow, 'id' | 'repository_url' | 'owner_ref'>
  >;
  /** Those of patches, newest first. */
  pullRequests: ReadonlyArray<
    Pick<DbPullRequestRow, 'target_id' | 'url' | 'number' | 'state'>
  >;
}

/** What a receiver has to know beside the events themselves. */
export async function loadEventFacts(
  knex: Knex,
  events: ReadonlyArray<Pick<DbEventRow, 'migration_id' | 'target_id'>>,
): Promise<EventFacts> {
  const migrationIds = [...new Set(events.map(event => event.migration_id))];
  const targetIds = [
    ...new Set(events.flatMap(({ target_id: id }) => (id ? [id] : []))),
  ];
  const migrations = await knex<DbMigrationRow>('migrations')
    .whereIn('id', migrationIds)
    .select('id', 'title', 'owner_ref');
  const datasets = await knex<DbMigrationDatasetRow>('migration_datasets')
    .whereIn('migration_id', migrationIds)
    .orderBy('entity_ref');
  const targets = await knex<DbTargetRow>('targets')
    .whereIn('id', targetIds)
    .select('id', 'repository_url', 'owner_ref');
  const pullRequests = await knex<DbPullRequestRow>('pull_requests')
    .whereIn('target_id', targetIds)
    // below zero are those of reverts
    .where('generation', '>=', 0)
    .orderBy('generation', 'desc')
    .select('target_id', 'url', 'number', 'state');
  return {
    migrations: new Map(migrations.map(row => [row.id, row])),
    datasets,
    targets: new Map(targets.map(row => [row.id, row])),
    pullRequests,
  };
}
