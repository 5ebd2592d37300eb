import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const backend = file =>
  require(`../../../plugins/dataset-migrations-backend/src/${file}`);

/** Stores a plan, and then the same once more; the floor inserts each target by itself. */
export async function measureStore({ knex, plan }) {
  const { applyDatabaseMigrations } = backend(
    'database/applyDatabaseMigrations',
  );
  const { insertTestMigration } = backend('tests/insertTestMigration');
  const { storePlan } = backend('planning/storePlan');
  await applyDatabaseMigrations(knex);
  const insert = () =>
    insertTestMigration({ knex, state: 'draft', targets: [] });
  const store = async migrationId => {
    const start = performance.now();
    await knex.transaction(tx =>
      storePlan({
        tx,
        migrationId,
        plan,
        repositoryUrl: ({ key }) => `https://${key}`,
        contractChanged: false,
        actor: 'user:default/bench',
      }),
    );
    return (performance.now() - start) / 1000;
  };
  const { migrationId } = await insert();
  const first = await store(migrationId);
  const again = await store(migrationId);
  return { first, again, floor: await measureRows(knex, await insert(), plan) };
}

async function measureRows(knex, { migrationId }, plan) {
  const now = knex.fn.now();
  const start = performance.now();
  await knex.transaction(async tx => {
    for (const { key, repository, ownerRef, hops } of plan.targets) {
      await tx('targets').insert({
        id: randomUUID(),
        migration_id: migrationId,
        target_key: key,
        host: repository.host,
        repository_owner: repository.owner,
        repository_name: repository.name,
        repository_url: `https://${key}`,
        owner_ref: ownerRef,
        hops,
        declared: true,
        state: 'pending',
        state_since: now,
        not_before: now,
      });
    }
  });
  return (performance.now() - start) / 1000;
}
