import { mkdir } from 'node:fs/promises';
import { GitRepository } from './GitRepository';
import { runGit } from './runGit';

/** @internal */
export interface SeedFile {
  path: string;
  content: Buffer;
  /** Defaults to a plain file; the content of a symbolic link is where it points. */
  mode?: '100644' | '100755' | '120000';
}

/** @internal */
export interface SeedRepositoryOptions {
  directory: string;
  /** None leaves the repository empty: no commit and no branch. */
  files: SeedFile[];
  message: string;
}

/** Fixed, so that a repository has the same commits on every machine. */
const AUTHOR = {
  name: 'Acme Data',
  email: 'data@acme.example',
  date: '2025-03-03T09:00:00Z',
};

/**
 * Creates a bare repository with one commit on `main`.
 * @internal
 */
export async function seedRepository(
  options: SeedRepositoryOptions,
): Promise<void> {
  const { directory, files, message } = options;
  await mkdir(directory, { recursive: true });
  await runGit(['init', '--quiet', '--bare', '--initial-branch=main'], {
    gitDirectory: directory,
  });
  for (const [key, value] of [
    ['http.receivepack', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['uploadpack.allowFilter', 'true'],
    // GitHub refuses pushes to the refs that it keeps of pull requests
    ['receive.hideRefs', 'refs/pull'],
    ['gc.auto', '0'],
    ['receive.autogc', 'false'],
    ['core.autocrlf', 'false'],
  ]) {
    await runGit(['config', key, value], { gitDirectory: directory });
  }
  if (files.length === 0) {
    return;
  }

  const entries: string[] = [];
  for (const file of files) {
    const { stdout } = await runGit(
      ['hash-object', '-w', '--stdin', '--no-filters'],
      { gitDirectory: directory, input: file.content },
    );
    entries.push(
      `${file.mode ?? '100644'} ${stdout.toString().trim()}\t${file.path}\n`,
    );
  }
  await runGit(['update-index', '--add', '--index-info'], {
    gitDirectory: directory,
    input: entries.join(''),
  });
  const tree = (
    await runGit(['write-tree'], { gitDirectory: directory })
  ).stdout
    .toString()
    .trim();
  const repository = GitRepository.at(directory);
  const commit = await repository.createCommit({
    tree,
    parents: [],
    message,
    author: AUTHOR,
    committer: AUTHOR,
  });
  await repository.updateRef('refs/heads/main', commit, '');
}
