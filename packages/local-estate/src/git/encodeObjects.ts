/** A file of a commit. */
export interface TreeFile {
  path: string;
  mode: string;
  sha: string;
}

interface Entry {
  name: string;
  mode: string;
  sha: string;
}

const TREE_MODE = '40000';

/** Writes the trees of files from the deepest up, and gives the name of the uppermost. */
export async function encodeTree(
  files: readonly TreeFile[],
  write: (content: Buffer) => Promise<string>,
): Promise<string> {
  const entries: Entry[] = [];
  const folders = new Map<string, TreeFile[]>();
  for (const { path, mode, sha } of files) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      entries.push({ name: path, mode, sha });
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = folders.get(folder) ?? [];
    inside.push({ path: path.slice(slash + 1), mode, sha });
    folders.set(folder, inside);
  }
  for (const [name, inside] of folders) {
    entries.push({
      name,
      mode: TREE_MODE,
      sha: await encodeTree(inside, write),
    });
  }
  return write(
    Buffer.concat(
      entries
        .sort((a, b) => Buffer.compare(orderOf(a), orderOf(b)))
        .flatMap(({ name, mode, sha }) => [
          Buffer.from(`${mode} ${name}\0`),
          Buffer.from(sha, 'hex'),
        ]),
    ),
  );
}

/** Git orders folders as if their names ended with a slash. */
function orderOf({ name, mode }: Entry): Buffer {
  return Buffer.from(mode === TREE_MODE ? `${name}/` : name);
}

/** A first commit. */
export function encodeCommit(options: {
  tree: string;
  /** Name, address and time, as git writes them. */
  author: string;
  message: string;
}): Buffer {
  const { tree, author, message } = options;
  return Buffer.from(
    `tree ${tree}\nauthor ${author}\ncommitter ${author}\n\n${message}\n`,
  );
}
