import { isDeepStrictEqual } from 'node:util';

/** Parts of a manifest in JSON that name commands which run on somebody's machine or decide what they are run by. */
const JSON_PARTS: Record<string, string[]> = {
  'package.json': [
    'scripts',
    'bin',
    'gypfile',
    'husky',
    'lint-staged',
    'simple-git-hooks',
    'pre-commit',
    'packageManager',
  ],
  'composer.json': ['scripts', 'bin', 'repositories'],
};

/** The same in TOML: whole tables, compared as they are written. */
const TOML_TABLES: Record<string, RegExp> = {
  'pyproject.toml':
    /^(build-system|project\.(scripts|gui-scripts|entry-points)|tool\.[\w-]+\.(scripts|tasks|hooks|build)\b.*)$/,
  'Cargo.toml': /^(alias|patch\b.*|build|target\b.*)$/,
};

/** Which part of a manifest that names commands is another one now; undefined when none is. */
export function findScriptChange(
  path: string,
  before: string,
  after: string,
): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name in JSON_PARTS) {
    const was = parseObject(before);
    const is = parseObject(after);
    // one that cannot be read may mean anything
    return was && is
      ? JSON_PARTS[name].find(part => !isDeepStrictEqual(was[part], is[part]))
      : 'syntax';
  }
  if (name in TOML_TABLES) {
    const was = tablesOf(before, TOML_TABLES[name]);
    const is = tablesOf(after, TOML_TABLES[name]);
    return [...new Set([...was.keys(), ...is.keys()])].find(
      table => was.get(table) !== is.get(table),
    );
  }
  return undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function tablesOf(text: string, wanted: RegExp): Map<string, string> {
  const tables = new Map<string, string>();
  let current: string | undefined;
  for (const line of text.split('\n').map(each => each.trim())) {
    const header = /^\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1];
    if (header !== undefined) {
      const name = header.replace(/\s*\.\s*/g, '.').replace(/["']/g, '');
      current = wanted.test(name) ? name : undefined;
    } else if (current !== undefined && line !== '' && !line.startsWith('#')) {
      tables.set(current, `${tables.get(current) ?? ''}${line}\n`);
    }
  }
  return tables;
}
