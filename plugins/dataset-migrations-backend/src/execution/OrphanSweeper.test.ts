import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { OrphanSweep } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { failure } from '../tests/outcomes';
import { OrphanSweeper } from './OrphanSweeper';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('OrphanSweeper, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  function queueOf(worker: string, leaseSeconds: number) {
    return TargetQueue.create({
      knex,
      worker,
      leaseSeconds,
      onChange: () => undefined,
    });
  }

  async function listRunning(attemptIds: string[]) {
    const answers: string[] = [];
    const sweep: OrphanSweep = {
      id: 'moon',
      sweep: async options => {
        answers.push(...(await options.listRunning(attemptIds)));
      },
    };
    const logger = mockServices.logger.mock();
    await OrphanSweeper.create({ knex, sweeps: [sweep], logger }).tick();
    expect(logger.warn).not.toHaveBeenCalled();
    return answers.sort();
  }

  it('tells attempts that run from those that have ended, were lost, or never were', async () => {
    await insertTestMigration({ knex, targets: [{}, {}, {}] });
    const queue = queueOf('worker-a', 60);
    const [running, ended] = await queue.claim(2);
    await queue.finish(ended, failure('agent'));
    const [lost] = await queueOf('worker-b', 0).claim(1);
    const ids = [running, ended, lost].map(({ attemptId }) => attemptId);

    await expect(listRunning([...ids, 'no-such-attempt'])).resolves.toEqual(
      [running.attemptId, lost.attemptId].sort(),
    );
    await queue.reap();
    await expect(listRunning(ids)).resolves.toEqual([running.attemptId]);
  });

  it('asks for more than one statement takes', async () => {
    await insertTestMigration({ knex });
    const [{ attemptId }] = await queueOf('worker-a', 60).claim(1);
    const ids = Array.from({ length: 1200 }, () => randomUUID());
    await expect(listRunning([...ids, attemptId])).resolves.toEqual([
      attemptId,
    ]);
  });

  it('goes on with the next when one fails, and says so', async () => {
    const logger = mockServices.logger.mock();
    const second = jest.fn(async () => undefined);
    const sweeps: OrphanSweep[] = [
      {
        id: 'moon',
        sweep: async () => {
          throw new Error('the moon is down');
        },
      },
      { id: 'sun', sweep: second },
    ];
    await OrphanSweeper.create({ knex, sweeps, logger }).tick();
    expect(second).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      'What attempts have left behind could not be swept (moon)',
      expect.objectContaining({ message: 'the moon is down' }),
    );
  });
});
