import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  judgesExtensionPoint,
  migrationAgentsExtensionPoint,
  verifiersExtensionPoint,
  type Judge,
  type MigrationAgent,
  type Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import codingAgents from './module';

async function startWith(configured: object[], judging: object[] = []) {
  const agents: MigrationAgent[] = [];
  const judges: Judge[] = [];
  const verifiers: Verifier[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await startTestBackend({
    extensionPoints: [
      [
        migrationAgentsExtensionPoint,
        { addAgent: (agent: MigrationAgent) => void agents.push(agent) },
      ],
      [
        judgesExtensionPoint,
        { addJudge: (judge: Judge) => void judges.push(judge) },
      ],
      [
        verifiersExtensionPoint,
        { addVerifier: (verifier: Verifier) => void verifiers.push(verifier) },
      ],
    ],
    features: [
      codingAgents,
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          datasetMigrations: {
            codingAgents: {
              sandboxProgram: 'no-such-bwrap',
              providers: [
                {
                  id: 'any',
                  baseUrl: 'https://models.example',
                  formats: ['chat'],
                  apiKey: 'sk-secret',
                },
              ],
              models: [
                { id: 'big', provider: 'any', price: { input: 1, output: 2 } },
              ],
              agents: configured,
              judges: judging,
            },
          },
        },
      }),
    ],
  });
  return { agents, judges, verifiers, logger };
}

it('adds the agents and judges of the configuration and the checks of repositories', async () => {
  const { agents, judges, verifiers } = await startWith(
    [{ id: 'writer', type: 'ai-sdk', model: 'big' }],
    [{ id: 'reader', model: 'big' }],
  );
  expect(agents.map(({ id }) => id)).toEqual(['writer']);
  expect(judges.map(({ id }) => id)).toEqual(['reader']);
  expect(verifiers.map(({ level }) => level)).toEqual(['E4']);
});

it('starts without a sandbox, says so, and runs no agent that needs one', async () => {
  const { agents, logger } = await startWith([
    { id: 'script', type: 'command', argv: ['true'], model: 'big' },
  ]);
  expect(agents).toHaveLength(1);
  expect(logger.error).toHaveBeenCalledWith(
    expect.stringContaining('there is no sandbox for them'),
  );
});
