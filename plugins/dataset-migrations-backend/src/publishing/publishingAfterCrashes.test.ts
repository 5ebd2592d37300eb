import { TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type { DbTargetRow } from '../database/tables';
import { crashPoint, type CrashPoint } from '../execution/crashPoint';
import { PowerCut, PublishingBench } from './__testUtils__/PublishingBench';

jest.mock('../execution/crashPoint', () => ({ crashPoint: jest.fn() }));
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'publishing after a crash, %s',
  id => {
    let bench: PublishingBench;

    beforeEach(async () => {
      bench = await PublishingBench.open(databases, id);
      jest.mocked(crashPoint).mockReset();
    });

    afterEach(async () => {
      await bench.close();
    });

    describe.each<CrashPoint>(['afterCommit', 'afterPush', 'afterPullRequest'])(
      'after a crash at %s',
      point => {
        it('publishes exactly one pull request in the end', async () => {
          const { targetId } = await bench.insertTarget();
          jest.mocked(crashPoint).mockImplementation(name => {
            if (name === point) {
              throw new PowerCut();
            }
          });
          const { queue, publisher } = await bench.createPump({
            worker: 'dies',
          });
          const [publication] = await queue.claim(1);
          await expect(
            publisher.publish(
              publication,
              sha => queue.recordPush(publication, sha),
              new AbortController().signal,
            ),
          ).rejects.toThrow(PowerCut);
          jest.mocked(crashPoint).mockReset();

          await bench.publish({ worker: 'other' });
          expect((await bench.targetOf(targetId)).state).toBe('publishing');
          await bench.waitForTurn();
          await bench.publish({ worker: 'other' });

          expect((await bench.targetOf(targetId)).state).toBe('prOpen');
          expect(bench.host.pullRequests).toHaveLength(1);
          await expect(
            bench.knex('pull_requests').where({ target_id: targetId }),
          ).resolves.toHaveLength(1);
        });
      },
    );

    it('opens one pull request when two replicas publish the same target at once', async () => {
      const { targetId } = await bench.insertTarget();
      const late = await bench.createPump({ worker: 'late' });
      const [stale] = await late.queue.claim(1);
      await bench.waitForTurn();
      const quick = await bench.createPump({ worker: 'quick' });
      const [fresh] = await quick.queue.claim(1);
      const { signal } = new AbortController();

      const outcomes = await Promise.all([
        // it was its turn when it asked, so that both go on
        late.publisher.publish(stale, async () => true, signal),
        quick.publisher.publish(
          fresh,
          sha => quick.queue.recordPush(fresh, sha),
          signal,
        ),
      ]);

      expect(bench.host.pullRequests).toHaveLength(1);
      await expect(late.queue.finish(stale, outcomes[0])).resolves.toBe(false);
      await expect(
        bench.knex('pull_requests').where({ target_id: targetId }),
      ).resolves.toHaveLength(0);
      await expect(quick.queue.finish(fresh, outcomes[1])).resolves.toBe(true);
      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    });

    it('adopts a pull request that the host already has when it is opened', async () => {
      const { targetId } = await bench.insertTarget();
      jest.mocked(crashPoint).mockImplementation(name => {
        if (name === 'afterPullRequest') {
          throw new PowerCut();
        }
      });
      await bench.publish();
      jest.mocked(crashPoint).mockReset();
      await bench.waitForTurn();
      // the host does not list the new pull request yet, but knows that it is there
      const find = bench.host.findPullRequest.bind(bench.host);
      jest
        .spyOn(bench.host, 'findPullRequest')
        .mockResolvedValueOnce(undefined)
        .mockImplementation(find);
      const open = jest.spyOn(bench.host, 'openPullRequest');

      await bench.publish();

      await expect(open.mock.results[0].value).rejects.toThrow(ConflictError);
      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
      expect(bench.host.pullRequests).toHaveLength(1);
    });

    it('knows its own commit again after a crash between the push and the record, though the patch is another by then', async () => {
      const { targetId, name, baseSha } = await bench.insertTarget();
      jest.mocked(crashPoint).mockImplementation(point => {
        if (point === 'afterPush') {
          throw new PowerCut();
        }
      });
      await bench.publish();
      jest.mocked(crashPoint).mockReset();
      await bench.insertAttempt(targetId, baseSha, '-- other\n', 2);
      await bench.waitForTurn();

      await bench.publish();

      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
      await expect(
        bench.git.show(
          `acme/${name}`,
          `${bench.branchOf(targetId)}:jobs/daily.sql`,
        ),
      ).resolves.toBe('-- other');
      expect(bench.host.pullRequests).toHaveLength(1);
    });

    it('refreshes the text that a crash kept from being written', async () => {
      const { targetId, baseSha } = await bench.insertTarget();
      await bench.publish();
      const [opened] = bench.host.pullRequests;
      const rendered = opened.body;
      await bench
        .knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ state: 'publishing' });
      await bench.insertAttempt(targetId, baseSha, '-- other\n', 2);
      jest.mocked(crashPoint).mockImplementation(point => {
        if (point === 'afterPush') {
          throw new PowerCut();
        }
      });
      await bench.waitForTurn();
      await bench.publish();
      jest.mocked(crashPoint).mockReset();
      opened.body = rendered.replace('core.user_activity', 'what was before');
      await bench.waitForTurn();

      await bench.publish();

      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
      expect(opened.body).toBe(rendered);
    });
  },
);
