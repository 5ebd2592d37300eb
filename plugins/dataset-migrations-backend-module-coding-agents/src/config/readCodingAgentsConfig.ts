import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import type { ConfiguredModel, GatewayLimits } from '../gateway/ModelProvider';
import {
  codingAgentsSchema,
  type AgentConfig,
  type CodingAgentsConfig,
  type JudgeConfig,
} from './codingAgentsSchema';

const ROOT = 'datasetMigrations.codingAgents';

/** The configuration with every name looked up. */
export interface ReadCodingAgents {
  installFolder?: string;
  gateway: GatewayLimits;
  agents: Array<{
    config: AgentConfig;
    main: ConfiguredModel;
    others: ConfiguredModel[];
  }>;
  judges: Array<{ config: JudgeConfig; main: ConfiguredModel }>;
}

function renderPath(path: PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
}

function renderIssues(issues: z.core.$ZodIssue[]): string[] {
  return issues.map(
    ({ path, message }) => `${ROOT}${renderPath(path)}: ${message}`,
  );
}

function findRepeated(list: string, ids: string[]): string[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [`${ROOT}.${list}[${index}].id: "${id}" is there twice; rename one`]
      : [],
  );
}

function toModels(
  { providers, models }: CodingAgentsConfig,
  problems: string[],
): Map<string, ConfiguredModel> {
  return new Map(
    models.flatMap(
      ({ id, name = id, price, maxOutputTokens, ...rest }, index) => {
        const provider = providers.find(each => each.id === rest.provider);
        if (!provider) {
          problems.push(
            `${ROOT}.models[${index}].provider: "${
              rest.provider
            }" is not configured; use one of ${
              providers.map(each => each.id).join(', ') || 'providers'
            }`,
          );
          return [];
        }
        const { input, output, cacheRead = input, cacheWrite = input } = price;
        const model: ConfiguredModel = {
          id,
          name,
          provider,
          maxOutputTokens,
          price: { input, output, cacheRead, cacheWrite },
        };
        return [[id, model]];
      },
    ),
  );
}

/** Reads `datasetMigrations.codingAgents`; throws `InputError` that names everything that is wrong with it, and no key. */
export function readCodingAgentsConfig(config: Config): ReadCodingAgents {
  const parsed = codingAgentsSchema.safeParse(config.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    throw new InputError(renderIssues(parsed.error.issues).join('; '));
  }
  const { installFolder, agents, judges, gateway } = parsed.data;
  const problems = [
    ...findRepeated(
      'providers',
      parsed.data.providers.map(({ id }) => id),
    ),
    ...findRepeated(
      'models',
      parsed.data.models.map(({ id }) => id),
    ),
    ...findRepeated(
      'agents',
      agents.map(({ id }) => id),
    ),
    ...findRepeated(
      'judges',
      judges.map(({ id }) => id),
    ),
  ];
  const models = toModels(parsed.data, problems);
  const modelOf = (id: string, field: string) => {
    const model = models.get(id);
    if (!model) {
      problems.push(
        `${ROOT}.${field}: "${id}" is not configured; use one of ${
          [...models.keys()].join(', ') || 'models'
        }`,
      );
    }
    return model ? [model] : [];
  };
  const read = agents.flatMap((agent, index) => {
    const at = `agents[${index}]`;
    if (
      (agent.type === 'acp' || agent.type === 'claude-agent-sdk') &&
      installFolder === undefined
    ) {
      problems.push(
        `${ROOT}.installFolder: is missing, and ${agent.id} is installed there; give an absolute path`,
      );
    }
    const others = agent.otherModels.flatMap((id, place) =>
      modelOf(id, `${at}.otherModels[${place}]`),
    );
    return modelOf(agent.model, `${at}.model`).map(main => ({
      config: agent,
      main,
      others,
    }));
  });
  const readJudges = judges.flatMap((judge, index) =>
    modelOf(judge.model, `judges[${index}].model`).map(main => ({
      config: judge,
      main,
    })),
  );
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
  return {
    installFolder,
    agents: read,
    judges: readJudges,
    gateway: {
      requestBytes: gateway.maxRequestKilobytes * 1024,
      responseBytes: gateway.maxResponseKilobytes * 1024,
      requestSeconds: gateway.requestSeconds,
    },
  };
}
