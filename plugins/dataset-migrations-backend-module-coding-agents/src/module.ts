import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  judgesExtensionPoint,
  migrationAgentsExtensionPoint,
  sandboxesExtensionPoint,
  verifiersExtensionPoint,
  type Sandbox,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { keepSandbox } from './agents/sandboxed/keepSandbox';
import { createAgents } from './config/createAgents';
import { createJudges } from './config/createJudges';
import { readCodingAgentsConfig } from './config/readCodingAgentsConfig';
import { chooseSandbox } from './sandbox/chooseSandbox';
import { readRepositoryChecksConfig } from './verifiers/readRepositoryChecksConfig';
import { repositoryChecks } from './verifiers/repositoryChecks';

/**
 * Adds coding agents for what the rewriter leaves, judges of what they have made of it, and the repository's own checks as
 * evidence.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'coding-agents',
  register(env) {
    const added: Sandbox[] = [];
    env.registerExtensionPoint(sandboxesExtensionPoint, {
      addSandbox(sandbox) {
        if (added.some(({ id }) => id === sandbox.id)) {
          throw new ConflictError(
            `There is a sandbox with the id '${sandbox.id}' already; give it an id of its own`,
          );
        }
        added.push(sandbox);
      },
    });
    env.registerInit({
      deps: {
        agents: migrationAgentsExtensionPoint,
        judges: judgesExtensionPoint,
        verifiers: verifiersExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ agents, judges, verifiers, config, logger }) {
        const read = readCodingAgentsConfig(config);
        const sandbox = keepSandbox(() =>
          chooseSandbox({ config, added, logger }),
        );
        for (const agent of createAgents(read, sandbox)) {
          agents.addAgent(agent);
        }
        for (const judge of createJudges(read)) {
          judges.addJudge(judge);
        }
        verifiers.addVerifier(
          repositoryChecks({
            sandbox,
            config: readRepositoryChecksConfig(config),
          }),
        );
        if (read.agents.some(agent => agent.config.type !== 'ai-sdk')) {
          // who sets this up hears at the start what agents would only say in their attempts
          await sandbox().catch(error => logger.error(error.message));
        }
      },
    });
  },
});
