import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { REPOSITORIES } from './company/repositories';
import { packagePath } from './packagePath';

const run = promisify(execFile);
const FILES = readdirSync(packagePath('expected'));
const names = (suffix: string) =>
  FILES.filter(file => file.endsWith(suffix)).map(file =>
    file.slice(0, -suffix.length),
  );

/** A diff of a share of a monorepo is named after the repository and the share. */
function repositoryOf(name: string): string {
  const repository = REPOSITORIES.find(
    candidate =>
      name === candidate.name || name.startsWith(`${candidate.name}-`),
  );
  if (!repository) {
    throw new Error(`${name} names no repository of the estate`);
  }
  return repository.name;
}

describe('expected outcomes', () => {
  it.each(names('.diff'))('has a diff that applies to %s', async name => {
    const directory = await mkdtemp(join(tmpdir(), 'expected-'));
    try {
      await cp(packagePath('repositories', repositoryOf(name)), directory, {
        recursive: true,
      });
      const git = (...argumentList: string[]) =>
        run('git', argumentList, { cwd: directory });
      await git('init', '--quiet');

      await git('apply', packagePath('expected', `${name}.diff`));

      const { stdout } = await git(
        'apply',
        '--numstat',
        '-R',
        packagePath('expected', `${name}.diff`),
      );
      expect(stdout.trim().split('\n').length).toBeGreaterThan(0);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it.each(names('.findings.yaml'))(
    'has findings that point at lines of %s which name the dataset or the field',
    async name => {
      const findings: { file: string; line: number; field?: string }[] = parse(
        await readFile(
          packagePath('expected', `${name}.findings.yaml`),
          'utf8',
        ),
      );

      for (const { file, line, field } of findings) {
        const text = await readFile(
          packagePath('repositories', repositoryOf(name), file),
          'utf8',
        );
        expect(text.split('\n')[line - 1]).toMatch(
          field ?? /user_activity(_v1|\/v1)/,
        );
      }
    },
  );
});
