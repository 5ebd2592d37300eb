import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { migrationAgentsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';
import { keepSandbox } from './agents/sandboxed/keepSandbox';
import { createAgents } from './config/createAgents';
import { readCodingAgentsConfig } from './config/readCodingAgentsConfig';
import { chooseSandbox } from './sandbox/chooseSandbox';

/**
 * Adds coding agents for what the rewriter leaves.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'coding-agents',
  register(env) {
    env.registerInit({
      deps: {
        agents: migrationAgentsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ agents, config, logger }) {
        const read = readCodingAgentsConfig(config);
        const sandbox = keepSandbox(() => chooseSandbox({ config, logger }));
        for (const agent of createAgents(read, sandbox)) {
          agents.addAgent(agent);
        }
        if (read.agents.some(agent => agent.config.type !== 'ai-sdk')) {
          // who sets this up hears at the start what agents would only say in their attempts
          await sandbox().catch(error => logger.error(error.message));
        }
      },
    });
  },
});
