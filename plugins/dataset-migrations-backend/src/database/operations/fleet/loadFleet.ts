import type {
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbFleetRow, DbReplicaRow } from '../../tables';
import type { DbTime } from '../../time';
import { listReplicas } from './listReplicas';

type Count = number | string;

/** What runs at the moment, over all migrations. */
export interface FleetFacts {
  migrations: Array<{ state: MigrationState; count: Count }>;
  targets: Array<{ state: TargetState; count: Count }>;
  runningAttempts: Array<{
    target_id: string;
    host: string;
    repository_owner: string;
    repository_name: string;
    title: string;
    worker: string;
    started_at: DbTime;
  }>;
  oldestQueuedAt?: DbTime;
  control: DbFleetRow;
  replicas: DbReplicaRow[];
}

/** Enough for a page; the counts are of all. */
const MOST_RUNNING = 200;

/** Counts by state, and the attempts that run, oldest first. */
export async function loadFleet(knex: Knex): Promise<FleetFacts> {
  const countByState = (table: string) =>
    knex(table)
      .groupBy('state')
      .orderBy('state')
      .select('state')
      .count({ count: '*' });
  const migrations = await countByState('migrations');
  const targets = await countByState('targets');
  const runningAttempts = await knex('attempts')
    .join('targets', 'targets.id', 'attempts.target_id')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .where('attempts.state', 'running')
    .orderBy('attempts.started_at')
    .limit(MOST_RUNNING)
    .select(
      'attempts.target_id',
      'targets.host',
      'targets.repository_owner',
      'targets.repository_name',
      'migrations.title',
      'attempts.worker',
      'attempts.started_at',
    );
  const oldestQueued = await knex('targets')
    .where({ state: 'queued' })
    .orderBy('state_since')
    .first('state_since');
  const control = await knex<DbFleetRow>('fleet').where({ id: 1 }).first();
  const replicas = await listReplicas(knex);
  return {
    control: control!,
    replicas,
    migrations: migrations as FleetFacts['migrations'],
    targets: targets as FleetFacts['targets'],
    runningAttempts,
    oldestQueuedAt: oldestQueued?.state_since,
  };
}
