import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
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

const CONFIGURATION = `[http]
	receivepack = true
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
[receive]
	autogc = false
	# GitHub refuses pushes to the refs that it keeps of pull requests
	hideRefs = refs/pull
[gc]
	auto = 0
`;

/** Fixed, so that a repository has the same commits on every machine. */
const AUTHOR = 'Acme Data <data@acme.example> 1740992400 +0000';

/**
 * Creates a bare repository with one commit on `main`.
 * @internal
 */
export async function seedRepository(
  options: SeedRepositoryOptions,
): Promise<void> {
  const { directory, files, message } = options;
  await mkdir(directory, { recursive: true });
  await runGit(
    ['init', '--quiet', '--bare', '--initial-branch=main', '--template='],
    { gitDirectory: directory },
  );
  await appendFile(join(directory, 'config'), CONFIGURATION);
  if (files.length > 0) {
    await runGit(['fast-import', '--quiet', '--done'], {
      gitDirectory: directory,
      input: toImportStream(files, message),
    });
  }
}

function toImportStream(files: SeedFile[], message: string): Buffer {
  return Buffer.concat([
    Buffer.from(
      `commit refs/heads/main\nauthor ${AUTHOR}\ncommitter ${AUTHOR}\n`,
    ),
    ...data(Buffer.from(`${message}\n`)),
    ...files.flatMap(file => [
      Buffer.from(`M ${file.mode ?? '100644'} inline ${file.path}\n`),
      ...data(file.content),
    ]),
    Buffer.from('done\n'),
  ]);
}

function data(content: Buffer): Buffer[] {
  return [Buffer.from(`data ${content.length}\n`), content, Buffer.from('\n')];
}
