import { mkdirSync, symlinkSync } from 'node:fs';
import { TemporaryDirectory } from '../__fixtures__/TemporaryDirectory';
import { DEFAULT_CHECKOUT_LIMITS, readCheckout } from './readCheckout';

describe('readCheckout', () => {
  let directory: TemporaryDirectory;
  let outside: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
    outside = new TemporaryDirectory();
  });

  afterEach(() => {
    directory.remove();
    outside.remove();
  });

  async function pathsRead() {
    const { files } = await readCheckout({ directory: directory.path });
    return files.map(file => file.path);
  }

  it('lists a symbolic link that leaves the directory, and does not read what it points to', async () => {
    outside.write('secret.sql', 'select 1');
    symlinkSync(outside.resolve('secret.sql'), directory.resolve('a.sql'));
    symlinkSync(outside.path, directory.resolve('folder'));
    symlinkSync('../../nowhere/at-all', directory.resolve('dangling'));

    const { files, findings } = await readCheckout({
      directory: directory.path,
    });

    expect(files).toEqual([]);
    expect(findings.map(({ file, kind }) => [file, kind])).toEqual([
      ['a.sql', 'unreadable'],
      ['dangling', 'unreadable'],
      ['folder', 'unreadable'],
    ]);
    expect(findings[0].message).toMatch(
      /symbolic link that leaves the directory/,
    );
  });

  it('reads what a link within the directory points to once, where it really is', async () => {
    directory.write('models/a.sql', 'select 1');
    symlinkSync('models', directory.resolve('alias'));
    symlinkSync('models/a.sql', directory.resolve('b.sql'));
    symlinkSync('..', directory.resolve('models/loop'));

    const { files, findings } = await readCheckout({
      directory: directory.path,
    });

    expect(files.map(file => file.path)).toEqual(['models/a.sql']);
    expect(findings).toEqual([]);
  });

  it('leaves out version control, installed packages and binary files', async () => {
    directory.write('.git/config', '[core]');
    directory.write('sub/node_modules/x/index.js', 'x');
    directory.write('image.png', new Uint8Array([137, 80, 78, 71, 0, 1]));
    directory.write('.github/workflows/ci.yaml', 'on: push');
    directory.write('b.sql', 'select 1');
    directory.write('B.sql', 'select 1');

    expect(await pathsRead()).toEqual([
      '.github/workflows/ci.yaml',
      'B.sql',
      'b.sql',
    ]);
  });

  it('reads every byte of a text file, also without a single letter in it', async () => {
    const content = new TextEncoder().encode('\uFEFFselect 1\r\n-- é');
    directory.write('a.sql', content);
    directory.write('empty.sql', '');

    const { files } = await readCheckout({ directory: directory.path });

    expect(Buffer.from(files[0].content).equals(content)).toBe(true);
    expect(files[1]).toMatchObject({ path: 'empty.sql' });
  });

  it('lists a text file over the size limit instead of reading it', async () => {
    directory.write('dump.sql', 'x'.repeat(101));
    directory.write('small.sql', 'x'.repeat(100));

    const { files, findings } = await readCheckout({
      directory: directory.path,
      limits: { ...DEFAULT_CHECKOUT_LIMITS, maxFileBytes: 100 },
    });

    expect(files.map(file => file.path)).toEqual(['small.sql']);
    expect(findings).toEqual([
      {
        kind: 'unreadable',
        file: 'dump.sql',
        message: 'is 101 bytes long; files over 100 bytes are not read',
      },
    ]);
  });

  it.each([
    ['files', { maxFiles: 1 }, /has more than 1 files/],
    ['text', { maxTotalBytes: 15 }, /has more than 15 bytes of text/],
  ])('refuses a checkout with too many %s', async (_case, limit, message) => {
    directory.write('a.sql', 'select 1');
    directory.write('b.sql', 'select 1');

    await expect(
      readCheckout({
        directory: directory.path,
        limits: { ...DEFAULT_CHECKOUT_LIMITS, ...limit },
      }),
    ).rejects.toThrow(message);
  });

  it('finds nothing in an empty folder', async () => {
    mkdirSync(directory.resolve('empty'));

    expect(await pathsRead()).toEqual([]);
  });
});
