import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientKubernetesApi } from '../../api/ClientKubernetesApi';
import { loadKubeConfig } from '../../api/loadKubeConfig';
import { kubernetesSchema } from '../../config/kubernetesSchema';
import { selectInstance } from '../../jobs/labels';
import { KubernetesSandbox } from '../../sandbox/KubernetesSandbox';
import { runInCluster } from '../../__testUtils__/runInCluster';

// On a cluster that deploy/kubernetes/kind/try.sh has made; `npm test` has none, and says so.
const kubeconfig = process.env.SKEIN_TEST_KUBECONFIG;
const image = process.env.SKEIN_TEST_IMAGE ?? 'skein-agents:try';
const [describeWithCluster, title] = kubeconfig
  ? [describe, 'KubernetesSandbox on a real cluster']
  : [
      describe.skip,
      'left out: deploy/kubernetes/kind/try.sh makes a cluster and runs them on it',
    ];

describeWithCluster(title, () => {
  const config = kubernetesSchema.parse({
    namespace: 'skein-sandboxes',
    image,
    kubeconfig,
    imagePullPolicy: 'Never',
  });
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
    await writeFile(join(folder, 'users.sql'), 'select * from old\n');
  });
  afterEach(async () => await rm(folder, { recursive: true, force: true }));

  function open() {
    const api = ClientKubernetesApi.create({
      kubeConfig: loadKubeConfig(config),
      namespace: config.namespace,
    });
    const logger = { warn: () => undefined };
    return { api, sandbox: new KubernetesSandbox({ api, config, logger }) };
  }

  function shell(script: string) {
    return {
      argv: ['sh', '-c', script],
      workingDirectory: '/checkout',
      mounts: [
        { source: folder, target: '/checkout', access: 'write' as const },
      ],
    };
  }

  it('can be used', async () => {
    await expect(open().sandbox.whyUnusable()).resolves.toBeUndefined();
  });

  it('brings back what a command changes, and leaves no Job', async () => {
    const { api, sandbox } = open();
    const { end } = await runInCluster(
      sandbox,
      shell('sed -i s/old/new/ users.sql; touch /there; exit 3'),
    );
    expect(end).toEqual({ reason: 'exited', exitCode: 3 });
    await expect(readFile(join(folder, 'users.sql'), 'utf8')).resolves.toBe(
      'select * from new\n',
    );
    const jobs = await api.listJobs(
      selectInstance(config.instance),
      AbortSignal.timeout(20_000),
    );
    expect(jobs.filter(job => !job.metadata?.deletionTimestamp)).toEqual([]);
  });

  it.each([
    [
      'memory',
      "node -e 'const kept = []; for (;;) kept.push(Buffer.alloc(1e7, 1))'",
      'memoryLimit',
    ],
    [
      'disk',
      'head -c 3000000 /dev/zero > a; head -c 3000000 /dev/zero > b',
      'diskLimit',
    ],
    ['time', 'sleep 600', 'timeLimit'],
  ])('ends a command that uses up its %s', async (_case, script, reason) => {
    const { end } = await runInCluster(open().sandbox, {
      ...shell(script),
      limits: { wallSeconds: 30, memoryMegabytes: 256 },
    });
    expect(end).toMatchObject({ reason });
  });
});
