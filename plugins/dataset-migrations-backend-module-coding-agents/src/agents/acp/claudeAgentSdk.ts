import agentPackages from '../../installs/agentPackages.json';
import type { AcpPreset } from './AcpPreset';
import { ACP_PRESETS } from './presets';

/** The Claude Agent SDK, a library: a program of ours runs it in the sandbox, so that it is spoken to like the others. */
export const CLAUDE_AGENT_SDK: AcpPreset = {
  install: {
    ...agentPackages['claude-agent-sdk'],
    program: '@anthropic-ai/claude-agent-sdk/sdk.mjs',
  },
  runner: 'skein-claude-agent.mjs',
  format: 'anthropic',
  javascript: true,
  args: () => [],
  environment: ACP_PRESETS.claude.environment,
  home: () => ({}),
};
