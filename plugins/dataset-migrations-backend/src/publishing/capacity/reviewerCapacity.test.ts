import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  OPEN_PULL_REQUESTS,
  type ReviewerCapacity,
} from '../../database/operations/publishing/beyondCapacity';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbTargetRow } from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { PublicationQueue } from '../PublicationQueue';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = 'group:default/finance';

describe.each(databases.eachSupportedId())('reviewer capacity, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  function createQueue(capacity?: ReviewerCapacity, worker: string = 'a') {
    return PublicationQueue.create({
      knex,
      budget: createTestBudget(knex),
      capacity,
      worker,
      leaseSeconds: 60,
      onChange: () => {},
    });
  }

  const publishing = (count: number, changes: Partial<DbTargetRow> = {}) =>
    Array.from({ length: count }, () => ({
      owner_ref: TEAM,
      ...changes,
      state: 'publishing' as const,
    }));

  async function setLimit(scope: string, subject: string, value: number) {
    await knex('limits').insert({
      kind: OPEN_PULL_REQUESTS,
      scope,
      subject,
      value,
      set_by: 'user:default/olga',
      set_at: databaseNow(knex),
    });
  }

  async function openOne({ targetId }: { targetId: string }) {
    await knex.transaction(tx =>
      moveTarget({
        tx,
        targetId,
        from: 'publishing',
        to: 'prOpen',
        actor: 'skein',
      }),
    );
  }

  it('opens as many as a team can bear, over all migrations, and one more for each that is merged', async () => {
    await insertTestMigration({ knex, targets: publishing(3) });
    await insertTestMigration({ knex, targets: publishing(3) });
    const queue = createQueue({ perTeam: 4 });

    const first = await queue.claim(10);
    expect(first).toHaveLength(4);
    await expect(queue.claim(10)).resolves.toEqual([]);
    for (const each of first) {
      await openOne(each);
    }
    await expect(queue.claim(10)).resolves.toEqual([]);
    await knex<DbTargetRow>('targets')
      .where({ id: first[0].targetId })
      .update({ state: 'merged' });

    await expect(queue.claim(10)).resolves.toHaveLength(1);
    await expect(queue.claim(10)).resolves.toEqual([]);
  });

  it('lets other teams, and what nobody owns, go on meanwhile', async () => {
    await insertTestMigration({
      knex,
      targets: [
        ...publishing(5),
        ...publishing(2, { owner_ref: 'group:default/fraud' }),
        ...publishing(3, { owner_ref: null }),
      ],
    });

    const claimed = await createQueue({ perTeam: 1 }).claim(10);

    expect(claimed.map(({ ownerRef }) => ownerRef ?? 'nobody').sort()).toEqual(
      [TEAM, 'group:default/fraud', 'nobody', 'nobody', 'nobody'].sort(),
    );
  });

  it('limits a repository that several teams share', async () => {
    const share = { repository_name: 'data-monorepo' };
    await insertTestMigration({
      knex,
      targets: [
        ...publishing(2, { ...share, target_key: 'a' }).map((each, index) => ({
          ...each,
          target_key: `share-${index}`,
          owner_ref: `group:default/team-${index}`,
        })),
        ...publishing(1),
      ],
    });

    const claimed = await createQueue({ perRepository: 1 }).claim(10);

    expect(claimed.map(({ repository }) => repository.name).sort()).toEqual([
      'data-monorepo',
      'repository-3',
    ]);
  });

  it('never opens more when replicas claim at the same time', async () => {
    await insertTestMigration({ knex, targets: publishing(12) });
    const queues = Array.from({ length: 6 }, (_each, index) =>
      createQueue({ perTeam: 5 }, `worker-${index}`),
    );

    const claims = await Promise.all(queues.map(queue => queue.claim(2)));

    expect(claims.flat()).toHaveLength(5);
  });

  it('takes up again what has begun, whatever the team has on its hands', async () => {
    await insertTestMigration({ knex, targets: publishing(2) });
    const queue = createQueue({ perTeam: 1 });
    const [begun] = await queue.claim(10);
    await knex<DbTargetRow>('targets')
      .where({ id: begun.targetId })
      .update({ lease_expires_at: nowPlus(knex, -1) });
    await setLimit('team', TEAM, 0);

    const again = await queue.claim(10);

    expect(again.map(({ targetId }) => targetId)).toEqual([begun.targetId]);
  });

  it('follows what people set: the migration before the team, the team before each', async () => {
    const { migrationId } = await insertTestMigration({
      knex,
      targets: [
        ...publishing(9),
        ...publishing(9, { owner_ref: 'group:default/fraud' }),
      ],
    });
    const countOf = async () => {
      await knex<DbTargetRow>('targets').update({
        begun_generation: null,
        lease_owner: null,
        lease_expires_at: null,
      });
      return (await createQueue({ perTeam: 1 }).claim(100)).length;
    };

    await expect(countOf()).resolves.toBe(2);
    await setLimit('team', '*', 2);
    await expect(countOf()).resolves.toBe(4);
    await setLimit('team', TEAM, 5);
    await expect(countOf()).resolves.toBe(7);
    await setLimit('migration', migrationId, 6);
    await expect(countOf()).resolves.toBe(12);
  });

  it('lets those that wait say why, once', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: publishing(4),
    });
    const claimed = await createQueue({ perTeam: 2 }).claim(10);
    await createQueue({ perTeam: 2 }).claim(10);

    const waiting = await knex<DbTargetRow>('targets').whereNotIn(
      'id',
      claimed.map(({ targetId }) => targetId),
    );
    expect(waiting.map(each => each.state_reason)).toEqual(
      Array(2).fill(
        'Waits for a reviewer: team finance has 2 open pull requests',
      ),
    );
    await expect(
      knex('events')
        .whereIn('target_id', targetIds)
        .where({ kind: 'publicationPostponed' }),
    ).resolves.toHaveLength(2);
  });

  it('limits nothing unless somebody says so', async () => {
    await insertTestMigration({ knex, targets: publishing(30) });

    await expect(createQueue().claim(100)).resolves.toHaveLength(30);
  });
});
