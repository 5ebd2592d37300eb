import { randomUUID } from 'node:crypto';
import { loadBackend } from './openDatabases.mjs';

const ROWS_AT_ONCE = 200;
const MIGRATIONS_OF_AN_OWNER = 5;
const TEAMS = 50;

/** Running migrations with targets that wait, queued one migration after the other: the worst order for a plain queue. */
export async function fillQueue(knex, { migrations, targets }) {
  const { TEST_CONTRACT } = loadBackend('tests/insertTestMigration');
  const { databaseNow, nowPlus } = loadBackend('database/time');
  const now = databaseNow(knex);
  const each = targets / migrations;
  for (let index = 0; index < migrations; index += 1) {
    const id = randomUUID();
    await knex('migrations').insert({
      id,
      name: 'bench',
      title: `Bench ${index}`,
      state: 'running',
      state_since: now,
      owner_ref: `group:default/owner-${Math.floor(
        index / MIGRATIONS_OF_AN_OWNER,
      )}`,
      created_by: 'user:default/bench',
      created_at: now,
      contract_version: 1,
      required_level: 'E1',
      previewing: false,
      include_undeclared: false,
      findings: '[]',
    });
    await knex('contracts').insert({
      migration_id: id,
      version: 1,
      text: '',
      contract: JSON.stringify(TEST_CONTRACT),
      created_by: 'user:default/bench',
      created_at: now,
    });
    const rows = Array.from({ length: each }, (_, number) => ({
      id: randomUUID(),
      migration_id: id,
      target_key: `bench.example/acme/repository-${number}`,
      host: 'bench.example',
      repository_owner: 'acme',
      repository_name: `repository-${number}`,
      repository_url: `https://bench.example/acme/repository-${number}`,
      owner_ref: `group:default/team-${number % TEAMS}`,
      hops: 1,
      declared: true,
      state: 'queued',
      state_since: now,
      not_before: nowPlus(knex, index - migrations - 1),
      conditions: '[]',
    }));
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await knex('targets').insert(rows.slice(at, at + ROWS_AT_ONCE));
    }
  }
  await knex.raw('analyze');
}
