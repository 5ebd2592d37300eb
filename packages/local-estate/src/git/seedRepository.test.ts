import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from './runGit';
import { seedRepository } from './seedRepository';

describe('seedRepository', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'estate-seed-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  const git = async (...args: string[]) =>
    (await runGit(args, { gitDirectory: directory })).stdout.toString().trim();

  it('writes what git would have written', async () => {
    const commit = await seedRepository({
      directory,
      message: 'First',
      files: [
        { path: 'a.b', content: Buffer.from('1') },
        { path: 'a/z/deep.sql', content: Buffer.from('select 1\n') },
        { path: 'a0', content: Buffer.from([0, 255, 10]) },
        { path: 'run.sh', content: Buffer.from('#!\n'), mode: '100755' },
        { path: 'link', content: Buffer.from('a0'), mode: '120000' },
      ],
    });

    await expect(git('fsck', '--strict', '--full')).resolves.toBe('');
    await expect(git('rev-parse', 'HEAD')).resolves.toBe(commit);
    await expect(
      git('ls-tree', '-r', '--format=%(objectmode) %(path)', 'main'),
    ).resolves.toBe(
      [
        '100644 a.b',
        '100644 a/z/deep.sql',
        '100644 a0',
        '120000 link',
        '100755 run.sh',
      ].join('\n'),
    );
    await expect(git('show', 'main:a/z/deep.sql')).resolves.toBe('select 1');
    await expect(git('log', '--format=%an %ae %at %s')).resolves.toBe(
      'Acme Data data@acme.example 1740992400 First',
    );
    // the same tree that git makes of its own index
    await git('read-tree', 'main');
    await expect(git('write-tree')).resolves.toBe(
      await git('rev-parse', 'main^{tree}'),
    );
  });

  it('leaves a repository without files empty', async () => {
    await expect(
      seedRepository({ directory, message: 'First', files: [] }),
    ).resolves.toBeUndefined();

    await expect(git('for-each-ref')).resolves.toBe('');
    await expect(git('symbolic-ref', 'HEAD')).resolves.toBe('refs/heads/main');
  });
});
