import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeCommit, encodeTree, type TreeFile } from './encodeObjects';
import { ObjectFiles } from './ObjectFiles';

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

const CONFIGURATION = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[http]
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
 * Creates a bare repository with one commit on `main`, as git would: without starting git, since a large company has
 * thousands of them.
 *
 * @returns the commit; undefined when the repository is empty
 * @internal
 */
export async function seedRepository(
  options: SeedRepositoryOptions,
): Promise<string | undefined> {
  const { directory, files, message } = options;
  for (const folder of ['objects/info', 'objects/pack', 'refs/tags']) {
    await mkdir(join(directory, folder), { recursive: true });
  }
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(directory, 'config'), CONFIGURATION);
  const main = join(directory, 'refs/heads/main');
  await mkdir(dirname(main), { recursive: true });
  if (files.length === 0) {
    return undefined;
  }
  const objects = ObjectFiles.in(join(directory, 'objects'));
  const treeFiles: TreeFile[] = [];
  for (const { path, content, mode = '100644' } of files) {
    treeFiles.push({ path, mode, sha: await objects.write('blob', content) });
  }
  const tree = await encodeTree(treeFiles, content =>
    objects.write('tree', content),
  );
  const commit = await objects.write(
    'commit',
    encodeCommit({ tree, author: AUTHOR, message }),
  );
  await writeFile(main, `${commit}\n`);
  return commit;
}
