import { createRequire } from 'node:module';
import { ScriptError } from '../../say.mjs';
import { readYaml } from '../../bench/loadRewriter.mjs';
import { loadAgentsPart } from '../loadParts.mjs';
import { SILENT_LOGGER } from '../silentLogger.mjs';

const require = createRequire(import.meta.url);
const PLACE = /\$\{([A-Z0-9_]+)\}/g;

/** Values of a configuration with what they name of the environment put in. */
export function fillIn(value, env) {
  if (typeof value === 'string') {
    return value.replace(PLACE, (_match, name) => {
      if (env[name] === undefined) {
        throw new ScriptError(
          `The configuration names ${name}, and the environment does not have it`,
        );
      }
      return env[name];
    });
  }
  if (Array.isArray(value)) {
    return value.map(each => fillIn(each, env));
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, fillIn(each, env)]),
      )
    : value;
}

/** An agent of a configuration of Backstage, with the model that it is told to use. */
export async function createConfiguredAgent({ file, id, env, fetch }) {
  const { ConfigReader } = require('@backstage/config');
  const { readCodingAgentsConfig } = loadAgentsPart(
    'config/readCodingAgentsConfig',
  );
  const { createAgents } = loadAgentsPart('config/createAgents');
  const { chooseSandbox } = loadAgentsPart('sandbox/chooseSandbox');
  const { datasetMigrations } = await readYaml(file);
  const config = new ConfigReader(fillIn({ datasetMigrations }, env));
  const read = readCodingAgentsConfig(config);
  const chosen = read.agents.find(agent => agent.config.id === id);
  if (!chosen) {
    throw new ScriptError(
      `--agent: "${id}" is no agent of ${file}; give one of ${
        read.agents.map(agent => agent.config.id).join(', ') || 'those it has'
      }`,
    );
  }
  const [agent] = createAgents(
    { ...read, agents: [chosen] },
    () => chooseSandbox({ config, logger: SILENT_LOGGER }),
    fetch,
  );
  return { agent, model: chosen.main };
}

/** The keys of a configuration, which are in no record. */
export async function listSecrets(file, env) {
  const { datasetMigrations } = await readYaml(file);
  const { providers = [] } = fillIn(datasetMigrations?.codingAgents ?? {}, env);
  return providers.map(({ apiKey }) => apiKey);
}
