import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findMasks } from './findMasks';

const HOSTILE = [
  '.claude/settings.json',
  '.mcp.json',
  '.codex/config.toml',
  '.gemini/settings.json',
  '.opencode/plugin/evil.js',
  'opencode.json',
  'opencode.jsonc',
  '.env',
  '.env.local',
  '.cursor/mcp.json',
  '.vscode/tasks.json',
  '.github/prompts/evil.prompt.md',
  'sub/deep/.Claude/settings.json',
  'sub/deep/.MCP.json',
  'node_modules/innocent/.gemini/settings.json',
  'embedded/.git/config',
  '.gitmodules',
];
const WORDS = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', 'sub/agents.md'];
const HARMLESS = [
  'README.md',
  'models/user.sql',
  '.github/workflows/ci.yml',
  '.gitattributes',
  'prompts/query.sql',
  'claude.sql',
  'env.py',
];

describe('findMasks', () => {
  let checkout: string;

  beforeEach(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'masks-'));
    for (const path of [...HOSTILE, ...WORDS, ...HARMLESS]) {
      await mkdir(dirname(join(checkout, path)), { recursive: true });
      await writeFile(join(checkout, path), 'x');
    }
  });
  afterEach(async () => {
    await rm(checkout, { recursive: true, force: true });
  });

  function isHidden(masks: string[], path: string) {
    return masks.some(
      mask =>
        `/checkout/${path}` === mask ||
        `/checkout/${path}`.startsWith(`${mask}/`),
    );
  }

  it('finds configuration and words of every vendor at any depth, and nothing else', async () => {
    const masks = await findMasks({ checkout, target: '/checkout' });
    expect(
      [...HOSTILE, ...WORDS].filter(path => !isHidden(masks, path)),
    ).toEqual([]);
    expect(HARMLESS.filter(path => isHidden(masks, path))).toEqual([]);
  });

  it('lets words through where the owner wants them, and no configuration', async () => {
    const masks = await findMasks({
      checkout,
      target: '/checkout',
      allowInstructions: true,
    });
    expect(WORDS.filter(path => isHidden(masks, path))).toEqual([]);
    expect(HOSTILE.filter(path => !isHidden(masks, path))).toEqual([]);
  });

  it.each(['.claude', '.env', 'AGENTS.md'])(
    'refuses a link that is called %s, since it may lead to either',
    async name => {
      await rm(join(checkout, name), { recursive: true, force: true });
      await symlink('/tmp', join(checkout, name));
      await expect(
        findMasks({ checkout, target: '/checkout' }),
      ).rejects.toThrow(
        `${name} is a symbolic link with the name of configuration`,
      );
    },
  );

  it('follows no link', async () => {
    await symlink(checkout, join(checkout, 'round'));
    const masks = await findMasks({ checkout, target: '/checkout' });
    expect(masks.filter(mask => mask.includes('/round'))).toEqual([]);
  });
});
