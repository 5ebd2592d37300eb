import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  mappingContractSchema,
  type Finding,
} from '@skein/backstage-plugin-dataset-migrations-common';
import codingAgents from '@skein/backstage-plugin-dataset-migrations-backend-module-coding-agents';
import {
  judgesExtensionPoint,
  migrationAgentsExtensionPoint,
  orphanSweepsExtensionPoint,
  verifiersExtensionPoint,
  type AgentRunOptions,
  type MigrationAgent,
  type OrphanSweep,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kubernetes from './module';
import { ClusterDouble } from './__testUtils__/ClusterDouble';
import { describeWithPods } from './__testUtils__/describeWithPods';
import { writeKubeconfig } from './__testUtils__/writeKubeconfig';

jest.setTimeout(120_000);

const REAL_KEY = 'sk-real-key';

const CONTRACT = mappingContractSchema.parse({
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'users' },
  spec: {
    datasets: [
      {
        from: {
          entityRef: 'resource:default/old-users',
          names: [{ platform: 'bigquery', name: 'acme.raw.old_users' }],
        },
        to: {
          entityRef: 'resource:default/users-v2',
          names: [{ platform: 'bigquery', name: 'acme.core.users_v2' }],
        },
      },
    ],
  },
});

const RESIDUE: Finding[] = [
  {
    kind: 'unproved',
    file: 'job.py',
    line: 1,
    text: 'TABLE = "acme.raw." + "old_users"',
    message: 'the name is put together when the code runs',
  },
];

/** Asks its model what to do, and does it. */
const PROGRAM = `
const fs = require('node:fs');
fs.readFileSync(0);
fetch(process.env.SKEIN_MODEL_URL + '/v1/messages', {
  method: 'POST',
  headers: { 'x-api-key': process.env.SKEIN_MODEL_KEY },
  body: JSON.stringify({ model: process.env.SKEIN_MODEL, messages: [{ role: 'user', content: JSON.stringify([process.env, fs.readdirSync('.')]) }] }),
}).then(async response => {
  const answer = await response.json();
  fs.writeFileSync('job.py', answer.content[0].text + '\\n');
});
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'module-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function startWith(datasetMigrations: object) {
  const agents: MigrationAgent[] = [];
  const sweeps: OrphanSweep[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await startTestBackend({
    extensionPoints: [
      [
        migrationAgentsExtensionPoint,
        { addAgent: (agent: MigrationAgent) => void agents.push(agent) },
      ],
      [verifiersExtensionPoint, { addVerifier: () => undefined }],
      [judgesExtensionPoint, { addJudge: () => undefined }],
      [
        orphanSweepsExtensionPoint,
        { addOrphanSweep: (sweep: OrphanSweep) => void sweeps.push(sweep) },
      ],
    ],
    features: [
      codingAgents,
      kubernetes,
      logger.factory,
      mockServices.rootConfig.factory({ data: { datasetMigrations } }),
    ],
  });
  return { agents, sweeps, logger };
}

function runOptions(checkout: string): AgentRunOptions {
  const logger = mockServices.logger.mock();
  return {
    attempt: {
      id: 'attempt-1',
      migrationId: 'migration-1',
      targetId: 'target-1',
      repository: 'github.com/acme/jobs',
    },
    checkout,
    contract: CONTRACT,
    residue: RESIDUE,
    models: {
      reserve: async () => ({
        record: async () => undefined,
        release: async () => undefined,
      }),
    },
    logger,
    signal: new AbortController().signal,
    judge: async () => ({ vetoed: false, reasons: '' }),
    verify: async () => {
      const text = await readFile(join(checkout, 'job.py'), 'utf8');
      return text.includes('users_v2')
        ? { passed: true, level: 'E2', findings: '' }
        : { passed: false, level: 'E1', findings: text };
    },
  };
}

describeWithPods('the module', () => {
  it('lets an agent of the configuration finish its work in a pod, with its model through the gateway', async () => {
    const cluster = await ClusterDouble.start();
    const models = await FakeModelServer.start({
      script: parseScript(
        `rules: [{ answer: { text: 'TABLE = "acme.core.users_v2"' } }]`,
      ),
    });
    const checkout = join(folder, 'checkout');
    await mkdir(join(checkout, '.gemini'), { recursive: true });
    await writeFile(join(checkout, '.gemini/settings.json'), '{}');
    await writeFile(
      join(checkout, 'job.py'),
      'TABLE = "acme.raw." + "old_users"\n',
    );
    const { agents } = await startWith({
      codingAgents: {
        sandbox: 'kubernetes',
        providers: [
          {
            id: 'fake',
            baseUrl: models.url,
            formats: ['anthropic'],
            apiKey: REAL_KEY,
          },
        ],
        models: [
          { id: 'fake-1', provider: 'fake', price: { input: 1, output: 2 } },
        ],
        agents: [
          {
            id: 'script',
            type: 'command',
            argv: ['node', '-e', PROGRAM],
            model: 'fake-1',
            limits: { memoryMegabytes: 2048 },
          },
        ],
      },
      kubernetes: {
        namespace: 'skein-sandboxes',
        image: 'acme/agents:1',
        kubeconfig: await writeKubeconfig(folder, cluster),
      },
    });

    const result = await agents[0].run(runOptions(checkout));

    expect(result).toMatchObject({ end: 'finished', findings: [] });
    await expect(readFile(join(checkout, 'job.py'), 'utf8')).resolves.toBe(
      'TABLE = "acme.core.users_v2"\n',
    );
    const [request] = models.requests;
    expect(request).toMatchObject({ apiKey: REAL_KEY });
    expect(request.text).not.toContain(REAL_KEY);
    expect(cluster.created[0].metadata?.labels).toMatchObject({
      'skein.dev/attempt': 'attempt-1',
    });
    expect(JSON.stringify(cluster.created)).not.toContain(REAL_KEY);
    expect(cluster.jobs.size).toBe(0);
    await models.close();
    await cluster.close();
  });
});

it('adds nothing where no cluster is configured, and says so', async () => {
  const { sweeps, logger } = await startWith({});
  expect(sweeps).toEqual([]);
  expect(logger.info).toHaveBeenCalledWith(
    expect.stringContaining('datasetMigrations.kubernetes is not configured'),
  );
});

it('sweeps what attempts have left in its cluster', async () => {
  const cluster = await ClusterDouble.start();
  const { sweeps } = await startWith({
    kubernetes: {
      namespace: 'skein-sandboxes',
      image: 'acme/agents:1',
      kubeconfig: await writeKubeconfig(folder, cluster),
    },
  });
  const labels = {
    'app.kubernetes.io/managed-by': 'skein',
    'skein.dev/instance': 'skein',
    'skein.dev/attempt': 'attempt-1',
  };
  cluster.plant({ metadata: { name: 'job-1', labels } });
  const [sweep] = sweeps;
  await sweep.sweep({
    listRunning: async () => new Set(),
    signal: new AbortController().signal,
  });
  expect(cluster.jobs.size).toBe(0);
  await cluster.close();
});

it('refuses a context that the kubeconfig does not have', async () => {
  const cluster = await ClusterDouble.start();
  await expect(
    startWith({
      kubernetes: {
        namespace: 'skein-sandboxes',
        image: 'acme/agents:1',
        kubeconfig: await writeKubeconfig(folder, cluster),
        context: 'production',
      },
    }),
  ).rejects.toThrow('"production" is not in the kubeconfig; use one of double');
  await cluster.close();
});
