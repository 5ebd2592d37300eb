import { kubernetesSchema } from '../config/kubernetesSchema';
import { planJob } from '../jobs/planJob';
import { ClusterDouble } from '../__testUtils__/ClusterDouble';
import { apiOf, TEST_LIMITS } from '../__testUtils__/runInCluster';
import { KubernetesOrphanSweep } from './KubernetesOrphanSweep';

jest.setTimeout(60_000);

let cluster: ClusterDouble;
beforeEach(async () => {
  cluster = await ClusterDouble.start();
});
afterEach(async () => await cluster.close());

function plant(name: string, attemptId: string, instance = 'skein') {
  const config = kubernetesSchema.parse({
    namespace: 'skein-sandboxes',
    image: 'acme/agents:1',
    instance,
    queueName: 'agents',
  });
  cluster.plant(
    planJob(config, {
      name,
      wish: name,
      work: { attemptId, part: 'gemini 1' },
      folders: [],
      limits: TEST_LIMITS,
      waitScript: '',
    }),
  );
}

async function sweep(running: string[]) {
  const logger = { info: jest.fn() };
  const asked: string[][] = [];
  await new KubernetesOrphanSweep({
    api: apiOf(cluster),
    instance: 'skein',
    logger,
  }).sweep({
    listRunning: async ids => {
      asked.push(ids);
      return new Set(running);
    },
    signal: new AbortController().signal,
  });
  return { asked, logger };
}

it('removes Jobs of attempts that do not run, also such as wait for their queue', async () => {
  plant('job-1', 'running');
  plant('job-2', 'lost');
  const { asked, logger } = await sweep(['running']);
  expect(asked).toEqual([['running', 'lost']]);
  expect([...cluster.jobs.keys()]).toEqual(['job-1']);
  expect(logger.info).toHaveBeenCalledWith(
    'The Job job-2 was removed, since its attempt lost does not run any more',
  );
});

it('leaves those of another Backstage alone', async () => {
  plant('job-1', 'lost', 'staging');
  await sweep([]);
  expect([...cluster.jobs.keys()]).toEqual(['job-1']);
});

it('sees all pages, and begins anew when one has grown too old', async () => {
  cluster.pageSize = 2;
  ['a', 'b', 'c', 'd', 'e'].forEach(name => plant(`job-${name}`, name));
  cluster.fail({ method: 'GET', path: '/jobs', status: 503 });
  const { asked } = await sweep([]);
  expect(asked).toEqual([['a', 'b', 'c', 'd', 'e']]);
  expect(cluster.jobs.size).toBe(0);

  ['a', 'b', 'c'].forEach(name => plant(`job-${name}`, name));
  cluster.oldPages = 1;
  const again = await sweep([]);
  expect(again.asked).toEqual([['a', 'b', 'c']]);
  expect(cluster.jobs.size).toBe(0);
});

it('goes on when one is gone by now', async () => {
  plant('job-1', 'lost');
  plant('job-2', 'lost');
  cluster.fail({ method: 'DELETE', path: '/job-1', status: 404 });
  await sweep([]);
  expect([...cluster.jobs.keys()]).toEqual(['job-1']);
});
