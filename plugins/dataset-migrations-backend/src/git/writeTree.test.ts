import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './Git';
import { makeBareRepository } from './makeBareRepository';
import { listTree } from './treeEntries';
import { writeObject } from './writeObject';
import { writeTree, type TreeChange } from './writeTree';

describe('writeTree', () => {
  let directory: string;
  let git: Git;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tree-'));
    await makeBareRepository({ directory });
    git = new Git({
      directory,
      cloneUrl: 'https://example.com/a/b.git',
      signal: new AbortController().signal,
    });
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  const blob = async (content: string) =>
    await writeObject(directory, 'blob', Buffer.from(content));

  /** What git itself makes of it, by an index. */
  async function treeOfGit(base: string | undefined, changes: TreeChange[]) {
    const env = { GIT_INDEX_FILE: join(directory, 'index') };
    await git.run(base ? ['read-tree', base] : ['read-tree', '--empty'], {
      env,
    });
    const lines = changes.map(
      ({ path, mode, sha }) =>
        `${sha === null ? 0 : mode} ${sha ?? '0'.repeat(40)}\t${path}\0`,
    );
    await git.run(['update-index', '-z', '--index-info'], {
      env,
      stdin: Buffer.from(lines.join('')),
    });
    return await git.text(['write-tree'], { env });
  }

  it('names a blob as git does, with any bytes', async () => {
    const content = Buffer.from([0, 255, 10, 13]);

    expect(await writeObject(directory, 'blob', content)).toBe(
      await git.text(['hash-object', '--stdin'], { stdin: content }),
    );
  });

  it('leaves a file alone whose name is no text', async () => {
    const sha = await blob('a');
    const name = Buffer.concat([
      Buffer.from(`100644 blob ${sha}\t`),
      Buffer.from([0xff, 0xe9]),
      Buffer.from(`\0`),
    ]);
    const base = await git.text(['mktree', '-z'], { stdin: name });
    const { stored } = await listTree(git, base);

    const tree = await writeTree({
      directory,
      base: stored,
      changes: [{ path: 'ä.sql', mode: '100644', sha }],
    });

    const { stdout } = await git.run(['ls-tree', '-z', '--name-only', tree]);
    expect(stdout).toEqual(
      Buffer.concat([
        Buffer.from('ä.sql\0'),
        Buffer.from([0xff, 0xe9]),
        Buffer.from('\0'),
      ]),
    );
  });

  it('makes the same tree as git, whatever is put in or taken out', async () => {
    const contents = await Promise.all(['1', '2', '3'].map(blob));
    const path = fc
      .array(fc.constantFrom('a', 'a.b', 'a-b', 'A', 'b', 'é'), {
        minLength: 1,
        maxLength: 3,
      })
      .map(parts => parts.join('/'));
    const file = fc.record({
      path,
      mode: fc.constantFrom('100644', '100755', '120000'),
      sha: fc.constantFrom(...contents),
    });
    const change = fc.oneof(
      file,
      path.map(gone => ({ path: gone, mode: '100644', sha: null })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 8 }),
        fc.array(change, { maxLength: 5 }),
        async (files, changes) => {
          const base = await treeOfGit(undefined, files);
          const { stored } = await listTree(git, base);

          expect(await writeTree({ directory, base: stored, changes })).toBe(
            await treeOfGit(base, changes),
          );
        },
      ),
      { numRuns: 25 },
    );
    await git.run(['fsck', '--strict', '--no-dangling']);
  });
});
