/** Files and folders by which a repository tells tools what to do. */
export interface ConfigurationOfTools {
  /** Whose it is, and why it is hidden. */
  tool: string;
  /** Where this is written down: the tool's documentation, or what was seen when it ran. */
  source: string;
  /** Names at any depth, in any case; `*` stands for any characters. */
  folders?: string[];
  files?: string[];
  /** Paths from any folder on, for names that are too common alone. */
  paths?: string[];
  /** Only words for an agent, and nothing that a tool executes: an owner may let these through. */
  instructions?: string[];
}

/**
 * All that is hidden from agents. What is in here has run code or moved the address of the model for somebody: a name too many costs
 * an agent a look at a file, a name too few may cost the repository.
 */
export const AGENT_CONFIGURATION: ConfigurationOfTools[] = [
  {
    tool: 'Claude Code',
    source:
      'hooks, MCP servers and ANTHROPIC_BASE_URL of the repository were taken (seen with 2.1.330); code.claude.com/docs/en/settings',
    folders: ['.claude', '.claude-plugin'],
    files: ['.mcp.json', '.claude.json'],
    instructions: ['CLAUDE.md', 'CLAUDE.local.md'],
  },
  {
    tool: 'Codex',
    source:
      'an MCP server of the repository was run (seen with codex-acp 2.6.0); developers.openai.com/codex/config-reference',
    folders: ['.codex'],
    instructions: ['AGENTS.md', 'AGENTS.override.md'],
  },
  {
    tool: 'Gemini CLI, Qwen Code',
    source:
      'hooks, MCP servers and discoveryCommand of the repository were run (seen with 0.61.0); geminicli.com/docs/reference/configuration',
    folders: ['.gemini', '.qwen'],
    files: ['.geminiignore', 'gemini-extension.json'],
    instructions: ['GEMINI.md', 'QWEN.md'],
  },
  {
    tool: 'opencode',
    source:
      'plugins were run although they were turned off (seen with 1.18.33); opencode.ai/docs/config',
    folders: ['.opencode'],
    files: ['opencode.json', 'opencode.jsonc'],
  },
  {
    tool: 'environment files, which agents, direnv and mise load',
    source:
      'GOOGLE_GEMINI_BASE_URL of .env received the key (seen with Gemini CLI 0.61.0)',
    files: [
      '.env',
      '.env.*',
      '.envrc',
      '.mise.toml',
      'mise.toml',
      '.mise.*.toml',
      '.tool-versions',
    ],
    folders: ['.mise', '.direnv'],
  },
  {
    tool: 'Cursor, Windsurf',
    source: 'cursor.com/docs/context/rules and /mcp; docs.windsurf.com',
    folders: ['.cursor', '.windsurf'],
    files: ['.cursorignore', '.cursorindexingignore', '.windsurfignore'],
    instructions: ['.cursorrules', '.windsurfrules'],
  },
  {
    tool: 'editors that run tasks',
    source:
      'code.visualstudio.com/docs/debugtest/tasks (runOn: folderOpen); containers.dev; jetbrains.com/help/idea',
    folders: ['.vscode', '.idea', '.devcontainer', '.fleet', '.zed'],
    files: [
      '.devcontainer.json',
      '*.code-workspace',
      '.exrc',
      '.nvimrc',
      '.nvim.lua',
      '.dir-locals.el',
    ],
  },
  {
    tool: 'GitHub Copilot',
    source:
      'docs.github.com/copilot (repository instructions, agents, prompts)',
    folders: ['.copilot'],
    paths: [
      '.github/agents',
      '.github/chatmodes',
      '.github/hooks',
      '.github/prompts',
      '.github/skills',
    ],
    instructions: ['copilot-instructions.md', '*.instructions.md'],
  },
  {
    tool: 'goose',
    source: 'goose-docs.ai (goosehints, recipes, MCP)',
    folders: ['.goose'],
    files: ['.gooseignore'],
    instructions: ['.goosehints'],
  },
  {
    tool: 'aider',
    source:
      'aider.chat/docs/config/aider_conf.html (lint-cmd, test-cmd, openai-api-base)',
    files: ['.aider*'],
    instructions: ['CONVENTIONS.md'],
  },
  {
    tool: 'Cline, Roo Code, Kilo Code, Continue',
    source: 'docs.cline.bot; docs.roocode.com; kilo.ai/docs; docs.continue.dev',
    folders: ['.cline', '.clinerules', '.roo', '.kilocode', '.continue'],
    files: [
      '.roomodes',
      '.kilocodemodes',
      '.continuerc.json',
      '.clineignore',
      '.rooignore',
    ],
    instructions: ['.roorules', '.clinerules'],
  },
  {
    tool: 'Amp, Amazon Q, Kiro, Junie, Factory, Augment, Crush, Warp, Trae, Pi',
    source: 'the documentation of each, under project configuration',
    folders: [
      '.agents',
      '.agent',
      '.amp',
      '.amazonq',
      '.kiro',
      '.junie',
      '.factory',
      '.augment',
      '.crush',
      '.warp',
      '.trae',
      '.pi',
    ],
    files: ['crush.json', '.crush.json'],
    instructions: [
      'AGENT.md',
      'CRUSH.md',
      'WARP.md',
      '.augment-guidelines',
      '.rules',
      'llms.txt',
    ],
  },
  {
    tool: 'git itself',
    source:
      'hooks, core.fsmonitor, filters and aliases of a repository are run by git in it (git-scm.com/docs/git-config)',
    folders: ['.git', '.husky'],
    files: [
      '.git',
      '.gitmodules',
      '.lfsconfig',
      '.pre-commit-config.yaml',
      'lefthook.yml',
    ],
  },
];
