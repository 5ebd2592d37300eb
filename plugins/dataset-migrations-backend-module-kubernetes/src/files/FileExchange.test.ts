import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PodAnswer } from '../session/RequestBook';
import { FileExchange } from './FileExchange';
import { listTree } from './listTree';
import { TooManyBytesError } from './TooManyBytesError';

let folder: string;
let source: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-'));
  source = join(folder, 'checkout');
  await mkdir(join(source, 'src'), { recursive: true });
  await writeFile(join(source, 'src/a.sql'), 'a');
  await writeFile(join(folder, 'outside'), 'untouched');
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

const HASH = 'a'.repeat(64);

function fileEntry(path: string, size = 1) {
  return { path, kind: 'file', isExecutable: false, size, hash: HASH };
}

/** A pod that answers whatever it likes. */
function exchangeWith(
  entries: unknown[],
  options: { content?: Buffer; toHide?: string[] } = {},
) {
  const asked: string[] = [];
  const { content = Buffer.from('e'), toHide = [] } = options;
  const files = new FileExchange({
    session: {
      async request(operation): Promise<PodAnswer> {
        asked.push(operation);
        return {
          reply: {},
          parts: operation === 'list' ? [entries] : [],
          bytes: operation === 'read' ? [content] : [],
        };
      },
    },
    mounts: [
      {
        source,
        target: '/checkout',
        access: 'write',
        kind: 'folder',
        toHide: new Set(toHide),
      },
    ],
    sentBytes: 1000,
    collectedBytes: 1000,
  });
  return { files, asked };
}

describe('FileExchange with a pod that means ill', () => {
  it.each([
    ['a path that leads out', [fileEntry('../outside')]],
    ['one that does so further down', [fileEntry('src/../../outside')]],
    ['an absolute one', [fileEntry('/etc/passwd')]],
    ['one that is cut short', [fileEntry('a\0b')]],
    ['no path', [fileEntry('')]],
    ['something else', ['x']],
    ['a size that is none', [fileEntry('a', -1)]],
    ['more fields than there are', [{ ...fileEntry('a'), mode: 0o4777 }]],
  ])('takes nothing from a list with %s', async (_case, entries) => {
    const { files } = exchangeWith(entries);
    await expect(files.collect()).rejects.toThrow();
    await expect(readFile(join(folder, 'outside'), 'utf8')).resolves.toBe(
      'untouched',
    );
    await expect(readdir(source)).resolves.toEqual(['src']);
  });

  it('writes through no link that it has brought itself', async () => {
    const { files } = exchangeWith([
      { path: 'out', kind: 'link', to: folder },
      fileEntry('out/outside'),
    ]);
    await expect(files.collect()).rejects.toThrow(
      'out/outside cannot be brought back: a part of its path is no folder',
    );
    await expect(readFile(join(folder, 'outside'), 'utf8')).resolves.toBe(
      'untouched',
    );
  });

  it('writes through no link of the repository', async () => {
    await symlink(folder, join(source, 'out'));
    const { files } = exchangeWith([
      { path: 'out', kind: 'link', to: folder },
      fileEntry('out/outside'),
    ]);
    await expect(files.collect()).rejects.toThrow('is no folder');
    await expect(readFile(join(folder, 'outside'), 'utf8')).resolves.toBe(
      'untouched',
    );
  });

  it('replaces a link, and not what it leads to', async () => {
    await symlink(join(folder, 'outside'), join(source, 'latest'));
    const { files } = exchangeWith([fileEntry('latest')]);
    await files.collect();
    expect((await lstat(join(source, 'latest'))).isFile()).toBe(true);
    await expect(readFile(join(folder, 'outside'), 'utf8')).resolves.toBe(
      'untouched',
    );
  });

  it('asks for no file when all of them are larger than they may be', async () => {
    const { files, asked } = exchangeWith([
      fileEntry('a', 600),
      fileEntry('b', 600),
    ]);
    await expect(files.collect()).rejects.toThrow(TooManyBytesError);
    expect(asked).toEqual(['list']);
  });

  it('keeps no more of a file than was said that there is', async () => {
    const { files } = exchangeWith([fileEntry('a', 3)], {
      content: Buffer.alloc(5000, 'x'),
    });
    await files.collect();
    await expect(readFile(join(source, 'a'), 'utf8')).resolves.toBe('xxx');
  });

  it('waits for no file that never comes', async () => {
    const { files } = exchangeWith([fileEntry('a', 3)], {
      content: Buffer.alloc(0),
    });
    await expect(files.collect()).rejects.toThrow('became shorter');
  });

  it('neither takes nor removes what is hidden', async () => {
    await mkdir(join(source, '.claude'));
    await writeFile(join(source, '.claude/settings.json'), 'hooks');
    const { files } = exchangeWith(
      [
        { path: '.claude', kind: 'folder' },
        fileEntry('.claude/settings.json'),
        fileEntry('.claude/new'),
      ],
      { toHide: ['.claude'] },
    );
    await files.collect();
    await expect(readdir(join(source, '.claude'))).resolves.toEqual([
      'settings.json',
    ]);
    await expect(
      readFile(join(source, '.claude/settings.json'), 'utf8'),
    ).resolves.toBe('hooks');
  });

  it('puts nothing over a folder that holds something hidden', async () => {
    await writeFile(join(source, 'src/.env'), 'KEY=x');
    const { files } = exchangeWith([fileEntry('src')], {
      toHide: ['src/.env'],
    });
    await expect(files.collect()).rejects.toThrow('holds something hidden');
    await expect(readFile(join(source, 'src/.env'), 'utf8')).resolves.toBe(
      'KEY=x',
    );
  });
});

describe('FileExchange.provide', () => {
  it('sends no more than it may', async () => {
    await writeFile(join(source, 'large'), Buffer.alloc(2000));
    const { files, asked } = exchangeWith([]);
    await expect(files.provide()).rejects.toThrow('maxSentMegabytes');
    expect(asked).toEqual([]);
  });

  it('sends only what has changed since', async () => {
    const { files, asked } = exchangeWith((await listTree(source)).entries);
    await files.provide();
    expect(asked).toEqual(['put', 'put', 'put']);
    asked.length = 0;
    await files.provide();
    expect(asked).toEqual(['list']);
    asked.length = 0;
    await writeFile(join(source, 'src/a.sql'), 'b');
    await files.provide();
    expect(asked).toEqual(['list', 'put']);
  });
});

describe('listTree', () => {
  it('follows no link, and leaves out what is no file', async () => {
    await symlink('/etc', join(source, 'etc'));
    const { entries, hidden } = await listTree(source, new Set(['src/a.sql']));
    expect([...entries].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'etc', kind: 'link', to: '/etc' },
      { path: 'src', kind: 'folder' },
    ]);
    expect(hidden).toEqual([{ path: 'src/a.sql', kind: 'file' }]);
  });
});
