import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { REPOSITORIES, REPOSITORIES_FOR_AGENTS } from './company/repositories';
import { packagePath } from './packagePath';

const run = promisify(execFile);
const FILES = [
  ...readdirSync(packagePath('expected')),
  ...readdirSync(packagePath('expected/with-agent')).map(
    file => `with-agent/${file}`,
  ),
];
const names = (suffix: string) =>
  FILES.filter(file => file.endsWith(suffix)).map(file =>
    file.slice(0, -suffix.length),
  );

/** A diff of a share of a monorepo is named after the repository and the share. */
function repositoryOf(name: string): string {
  const own = basename(name);
  const repository = [...REPOSITORIES, ...REPOSITORIES_FOR_AGENTS].find(
    candidate => own === candidate.name || own.startsWith(`${candidate.name}-`),
  );
  if (!repository) {
    throw new Error(`${name} names no repository of the estate`);
  }
  return repository.name;
}

describe('expected outcomes', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'expected-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  const git = async (...argumentList: string[]) =>
    (await run('git', argumentList, { cwd: directory })).stdout;

  /** The files of a repository as the pull request leaves them. */
  const apply = async (name: string) => {
    await cp(packagePath('repositories', repositoryOf(name)), directory, {
      recursive: true,
    });
    await git('init', '--quiet');
    await git('add', '-A');
    const diff = packagePath('expected', `${name}.diff`);
    if (existsSync(diff)) {
      await git('apply', diff);
    }
  };

  it.each(names('.diff'))(
    'has a diff for %s that is what git says after it was applied',
    async name => {
      await apply(name);

      const diff = await git('diff', '--no-color');

      expect(diff.replace(/^index .*\n/gm, '')).toBe(
        await readFile(packagePath('expected', `${name}.diff`), 'utf8'),
      );
    },
  );

  it.each(names('.findings.yaml'))(
    'has findings that point at lines of %s which name the dataset or the field',
    async name => {
      await apply(name);
      const findings: { file: string; line: number; field?: string }[] = parse(
        await readFile(
          packagePath('expected', `${name}.findings.yaml`),
          'utf8',
        ),
      );

      for (const { file, line, field } of findings) {
        const text = await readFile(join(directory, file), 'utf8');
        expect(text.split('\n')[line - 1]).toMatch(
          field ?? /user_activity(_v1|\/v1)/,
        );
      }
    },
  );
});
