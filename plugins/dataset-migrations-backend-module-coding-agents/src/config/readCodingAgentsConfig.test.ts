import { ConfigReader } from '@backstage/config';
import { createAgents } from './createAgents';
import { createJudges } from './createJudges';
import { readCodingAgentsConfig } from './readCodingAgentsConfig';

type JsonObject = NonNullable<ConstructorParameters<typeof ConfigReader>[0]>;

const VALID = {
  installFolder: '/opt/agents',
  providers: [
    {
      id: 'anthropic',
      baseUrl: 'https://models.example',
      formats: ['anthropic'],
      apiKey: 'sk-secret',
    },
  ],
  models: [
    { id: 'big', provider: 'anthropic', price: { input: 3, output: 15 } },
  ],
  agents: [
    { id: 'writer', type: 'ai-sdk', model: 'big' },
    { id: 'claude', type: 'acp', preset: 'claude', model: 'big' },
    { id: 'script', type: 'command', argv: ['move'], model: 'big' },
  ],
};

function read(codingAgents: JsonObject | undefined) {
  return readCodingAgentsConfig(
    new ConfigReader({ datasetMigrations: { codingAgents } }),
  );
}

it('has no agents and no judges unless somebody configures them', () => {
  expect(read(undefined)).toMatchObject({ agents: [], judges: [] });
});

it('creates the judges in their order', () => {
  const judges = [
    { id: 'reader', model: 'big' },
    { id: 'second', model: 'big', maxDiffKilobytes: 20 },
  ];
  expect(createJudges(read({ ...VALID, judges })).map(({ id }) => id)).toEqual([
    'reader',
    'second',
  ]);
});

it('creates the agents in their order', () => {
  const agents = createAgents(read(VALID), async () => {
    throw new Error('not needed');
  });
  expect(agents.map(({ id }) => id)).toEqual(['writer', 'claude', 'script']);
});

it('fills in what is left out', () => {
  const { agents, gateway } = read(VALID);
  expect(gateway).toEqual({
    requestBytes: 4096 * 1024,
    responseBytes: 16_384 * 1024,
    requestSeconds: 600,
  });
  expect(agents[1]).toMatchObject({
    config: { maxRounds: 3, allowInstructions: false, limits: { minutes: 30 } },
    main: {
      name: 'big',
      price: { input: 3, output: 15, cacheRead: 3, cacheWrite: 3 },
    },
  });
});

it.each<[string, JsonObject, string]>([
  [
    'a model that is not configured',
    { agents: [{ id: 'a', type: 'ai-sdk', model: 'bigger' }] },
    'datasetMigrations.codingAgents.agents[0].model: "bigger" is not configured; use one of big',
  ],
  [
    'a provider that is not configured',
    { providers: [] },
    'datasetMigrations.codingAgents.models[0].provider: "anthropic" is not configured; use one of providers',
  ],
  [
    'a judge without its model',
    { judges: [{ id: 'reader', model: 'bigger' }] },
    'datasetMigrations.codingAgents.judges[0].model: "bigger" is not configured; use one of big',
  ],
  [
    'two judges of one name',
    {
      judges: [
        { id: 'reader', model: 'big' },
        { id: 'reader', model: 'big' },
      ],
    },
    'datasetMigrations.codingAgents.judges[1].id: "reader" is there twice; rename one',
  ],
  [
    'a diff out of its range',
    { judges: [{ id: 'reader', model: 'big', maxDiffKilobytes: 0 }] },
    'judges[0].maxDiffKilobytes: Too small',
  ],
  [
    'two agents of one name',
    { agents: [VALID.agents[0], VALID.agents[0]] },
    'datasetMigrations.codingAgents.agents[1].id: "writer" is there twice; rename one',
  ],
  [
    'the name of the rewriter',
    { agents: [{ id: 'rewriter', type: 'ai-sdk', model: 'big' }] },
    'agents[0].id: is taken by the agent that is always there',
  ],
  [
    'a number out of its range',
    { agents: [{ ...VALID.agents[0], maxRounds: 11 }] },
    'agents[0].maxRounds: Too big',
  ],
  [
    'an unknown key',
    { agents: [{ ...VALID.agents[0], rounds: 2 }] },
    'agents[0]: Unrecognized key: "rounds"',
  ],
  [
    'no folder for agents that are installed',
    { installFolder: undefined },
    'datasetMigrations.codingAgents.installFolder: is missing, and claude is installed there',
  ],
  [
    'no folder for the library of Anthropic',
    {
      installFolder: undefined,
      agents: [{ id: 'sdk', type: 'claude-agent-sdk', model: 'big' }],
    },
    'datasetMigrations.codingAgents.installFolder: is missing, and sdk is installed there',
  ],
])('refuses %s', (_case, changes, message) => {
  expect(() => read({ ...VALID, ...changes })).toThrow(message);
});

it('never shows a key in what it refuses', () => {
  const spoiled = { ...VALID.providers[0], baseUrl: 'ftp://x' };
  expect(() => read({ ...VALID, providers: [spoiled] })).toThrow(
    /^(?!.*sk-secret).*providers\[0\]\.baseUrl/,
  );
});

it('refuses an agent whose provider speaks another format', () => {
  const gemini = { id: 'g', type: 'acp', preset: 'gemini', model: 'big' };
  expect(() =>
    createAgents(read({ ...VALID, agents: [gemini] }), async () => {
      throw new Error('not needed');
    }),
  ).toThrow("The agent 'g' speaks gemini, and the provider 'anthropic'");
});
