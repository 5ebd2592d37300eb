import { InputError } from '@backstage/errors';
import type { MigrationAgent } from '@skein/backstage-plugin-dataset-migrations-node';
import { AcpAgent } from '../agents/acp/AcpAgent';
import { CLAUDE_AGENT_SDK } from '../agents/acp/claudeAgentSdk';
import { ACP_PRESETS } from '../agents/acp/presets';
import { AiSdkAgent } from '../agents/aiSdk/AiSdkAgent';
import { CommandAgent } from '../agents/command/CommandAgent';
import type { SandboxSource } from '../agents/sandboxed/SandboxSource';
import type { SandboxLimits } from '../sandbox/Sandbox';
import type { AgentConfig } from './codingAgentsSchema';
import type { ReadCodingAgents } from './readCodingAgentsConfig';

function toLimits({
  limits,
}: Exclude<AgentConfig, { type: 'ai-sdk' }>): SandboxLimits {
  return {
    wallSeconds: limits.minutes * 60,
    cpuSeconds: limits.minutes * 60,
    memoryMegabytes: limits.memoryMegabytes,
    processes: limits.processes,
    fileMegabytes: limits.diskMegabytes,
    outputBytes: limits.outputMegabytes * 1024 * 1024,
  };
}

/** The agents of the configuration, in its order; `fetch` is the way to providers, the global one unless given. */
export function createAgents(
  { agents, gateway, installFolder = '' }: ReadCodingAgents,
  sandbox: SandboxSource,
  fetch?: typeof globalThis.fetch,
): MigrationAgent[] {
  return agents.map(({ config, main, others }) => {
    const { id, maxRounds } = config;
    const models = { main, others, limits: gateway, fetch };
    if (config.type === 'ai-sdk') {
      const { maxSteps, maxVerifications } = config;
      return AiSdkAgent.create({
        ...{ id, models, maxRounds },
        ...{ maxSteps, maxVerifications },
      });
    }
    const caged = {
      id,
      models,
      maxRounds,
      sandbox,
      limits: toLimits(config),
      allowInstructions: config.allowInstructions,
    };
    if (config.type === 'command') {
      const { argv, reads } = config;
      return CommandAgent.create({ ...caged, argv, reads });
    }
    const preset =
      config.type === 'acp' ? ACP_PRESETS[config.preset] : CLAUDE_AGENT_SDK;
    if (!main.provider.formats.includes(preset.format)) {
      throw new InputError(
        `The agent '${id}' speaks ${preset.format}, and the provider '${
          main.provider.id
        }' of its model speaks ${main.provider.formats.join(', ')}`,
      );
    }
    const { maxVerifications } = config;
    return AcpAgent.create({
      ...caged,
      ...{ preset, installFolder, maxVerifications },
    });
  });
}
