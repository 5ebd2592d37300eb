import agentPackages from '../../installs/agentPackages.json';
import { MODEL_URL } from '../sandboxed/SandboxedProgram';
import type { AcpPreset } from './AcpPreset';

/** Each agent asks by itself for news, plugins and names of models; without a network all of it only takes time. */
export const ACP_PRESETS = {
  gemini: {
    install: {
      ...agentPackages.gemini,
      program: '@google/gemini-cli/bundle/gemini.js',
    },
    format: 'gemini',
    javascript: true,
    args: ({ id }) => ['--acp', '--model', id, '--skip-trust'],
    environment: ({ key }) => ({
      GEMINI_API_KEY: key,
      GOOGLE_GEMINI_BASE_URL: MODEL_URL,
      GEMINI_CLI_NO_RELAUNCH: 'true',
      NO_COLOR: '1',
    }),
    home: ({ id }) => ({
      '.gemini/settings.json': JSON.stringify({
        security: { auth: { selectedType: 'gemini-api-key' } },
        general: { enableAutoUpdate: false },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        model: { name: id },
        tools: { exclude: ['google_web_search', 'web_fetch'] },
      }),
    }),
    authenticate: 'gemini-api-key',
  },
  claude: {
    install: {
      ...agentPackages.claude,
      program: '@agentclientprotocol/claude-agent-acp/dist/index.js',
    },
    format: 'anthropic',
    javascript: true,
    args: () => [],
    environment: ({ id, key }) => ({
      ANTHROPIC_API_KEY: key,
      ANTHROPIC_BASE_URL: MODEL_URL,
      ANTHROPIC_MODEL: id,
      ANTHROPIC_SMALL_FAST_MODEL: id,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    }),
    home: () => ({}),
    settings: {
      claudeCode: {
        options: {
          settingSources: [],
          strictMcpConfig: true,
          tools: ['Bash', 'Read', 'Edit', 'Grep', 'Glob'],
        },
      },
    },
  },
  codex: {
    install: {
      ...agentPackages.codex,
      program: '@agentclientprotocol/codex-acp/dist/index.js',
    },
    format: 'responses',
    javascript: true,
    args: () => [],
    environment: ({ key }) => ({
      SKEIN_MODEL_KEY: key,
      CODEX_HOME: '/home/sandbox/.codex',
      // its own sandbox cannot be built inside of ours
      INITIAL_AGENT_MODE: 'agent-full-access',
    }),
    home: ({ id }) => ({
      '.codex/config.toml': [
        `model = ${JSON.stringify(id)}`,
        'model_provider = "skein"',
        'approval_policy = "never"',
        'sandbox_mode = "danger-full-access"',
        'project_doc_max_bytes = 0',
        'web_search = "disabled"',
        'check_for_update_on_startup = false',
        '[analytics]',
        'enabled = false',
        '[model_providers.skein]',
        'name = "skein"',
        `base_url = "${MODEL_URL}/v1"`,
        'env_key = "SKEIN_MODEL_KEY"',
        'wire_api = "responses"',
        '',
      ].join('\n'),
    }),
  },
  opencode: {
    install: {
      ...agentPackages.opencode,
      program: `opencode-${process.platform}-${process.arch}/bin/opencode`,
    },
    format: 'chat',
    javascript: false,
    args: () => ['acp'],
    environment: ({ key }) => ({
      SKEIN_MODEL_KEY: key,
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
      OPENCODE_DISABLE_PROJECT_CONFIG: '1',
      OPENCODE_PURE: '1',
    }),
    home: ({ id }) => ({
      '.config/opencode/opencode.json': JSON.stringify({
        model: `skein/${id}`,
        small_model: `skein/${id}`,
        autoupdate: false,
        share: 'disabled',
        permission: { edit: 'allow', bash: 'allow', webfetch: 'deny' },
        provider: {
          skein: {
            npm: '@ai-sdk/openai-compatible',
            name: 'skein',
            options: {
              baseURL: `${MODEL_URL}/v1`,
              apiKey: '{env:SKEIN_MODEL_KEY}',
            },
            models: { [id]: { name: id, tool_call: true } },
          },
        },
      }),
    }),
  },
} satisfies Record<string, AcpPreset>;

/** Agents that are known; another one is described in the configuration. */
export type AcpPresetName = keyof typeof ACP_PRESETS;
