import type {
  MappingContract,
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbContractRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';

/** A small contract for tests. */
export const TEST_CONTRACT: MappingContract = {
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'user-activity-v2', title: 'User activity v1 → v2' },
  spec: {
    outputs: 'preserve',
    datasets: [
      {
        from: {
          entityRef: 'resource:default/user-activity-v1',
          names: [
            {
              platform: 'bigquery',
              name: 'acme-prod.analytics.user_activity_v1',
            },
          ],
        },
        to: {
          entityRef: 'resource:default/user-activity-v2',
          names: [
            { platform: 'bigquery', name: 'acme-prod.core.user_activity' },
          ],
        },
        fields: [{ from: 'user_id', to: 'account_id' }],
      },
    ],
  },
};

export interface InsertTestMigrationOptions {
  knex: Knex;
  state?: MigrationState;
  previewing?: boolean;
  requiredLevel?: 'E0' | 'E1' | 'E2' | 'E3';
  contract?: MappingContract;
  targets?: Array<
    Knex.DbRecord<Omit<DbTargetRow, 'id' | 'state'>> & {
      id?: string;
      state?: TargetState;
    }
  >;
}

/** Puts a migration with its targets into a database for tests; one queued target unless told otherwise. */
export async function insertTestMigration(
  options: InsertTestMigrationOptions,
): Promise<{ migrationId: string; targetIds: string[] }> {
  const { knex } = options;
  const migrationId = randomUUID();
  const now = databaseNow(knex);
  await knex<DbMigrationRow>('migrations').insert({
    id: migrationId,
    name: 'user-activity-v2',
    title: 'User activity v1 → v2',
    state: options.state ?? 'running',
    state_since: now,
    owner_ref: 'group:default/growth-data',
    created_by: 'user:default/ana',
    created_at: now,
    contract_version: 1,
    required_level: options.requiredLevel ?? 'E1',
    previewing: options.previewing ?? false,
    include_undeclared: false,
    findings: '[]',
  });
  await knex<DbContractRow>('contracts').insert({
    migration_id: migrationId,
    version: 1,
    text: '',
    contract: JSON.stringify(options.contract ?? TEST_CONTRACT),
    created_by: 'user:default/ana',
    created_at: now,
  });
  const targetIds: string[] = [];
  for (const target of options.targets ?? [{}]) {
    const id = target.id ?? randomUUID();
    targetIds.push(id);
    const name = target.repository_name ?? `repository-${targetIds.length}`;
    await knex<DbTargetRow>('targets').insert({
      target_key: `localhost:4400/acme/${name}`,
      host: 'localhost:4400',
      repository_owner: 'acme',
      repository_url: `http://localhost:4400/acme/${name}`,
      owner_ref: 'group:default/finance',
      hops: 1,
      declared: true,
      state: 'queued',
      state_since: now,
      not_before: nowPlus(knex, -1),
      conditions: '[]',
      ...target,
      repository_name: name,
      id,
      migration_id: migrationId,
    });
  }
  return { migrationId, targetIds };
}
