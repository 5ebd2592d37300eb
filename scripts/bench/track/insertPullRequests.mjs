import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const backend = file =>
  require(`../../../plugins/dataset-migrations-backend/src/${file}`);

/** Targets with an open pull request each, in repositories `r0`, `r1` and so on. */
export async function insertPullRequests({ knex, host, count }) {
  const { insertTestMigration } = backend('tests/insertTestMigration');
  await knex('migrations').delete();
  const { targetIds } = await insertTestMigration({
    knex,
    targets: Array.from({ length: count }, (_, index) => ({
      state: 'prOpen',
      host,
      repository_name: `r${index}`,
      target_key: `${host}/acme/r${index}`,
    })),
  });
  const long = knex.raw(`clock_timestamp() - interval '1 day'`);
  const rows = targetIds.map((id, index) => ({
    id: randomUUID(),
    target_id: id,
    generation: 1,
    host,
    repository_owner: 'acme',
    repository_name: `r${index}`,
    number: 1,
    url: `http://${host}/acme/r${index}/pull/1`,
    title: 'Version 0',
    branch: 'skein/x',
    head_sha: 'a'.repeat(40),
    pushed_sha: 'a'.repeat(40),
    state: 'open',
    observed_at: long,
    changed_at: long,
    look_at: long,
  }));
  await knex.batchInsert('pull_requests', rows, 500);
}
