import { mockServices } from '@backstage/backend-test-utils';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { classifyFailure } from '../../execution/classifyFailure';
import { GitServer } from '../../tests/GitServer';
import { TrustedRepository } from '../TrustedRepository';
import { MirrorCache } from './MirrorCache';

const AUTHORIZATION = 'Basic c2VjcmV0LXRva2VuLW9mLW91cnM=';

describe('MirrorCache', () => {
  let server: GitServer;
  let folder: string;
  let cache: MirrorCache;
  const { PATH } = process.env;

  beforeAll(async () => {
    server = await GitServer.start();
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mirrors-'));
    cache = createCache('mirrors');
  });
  afterEach(async () => {
    process.env.PATH = PATH;
    server.failWith = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  function createCache(name: string, maxBytes: number = 1_000_000_000) {
    return MirrorCache.create({
      directory: join(folder, name),
      maxBytes,
      logger: mockServices.logger.mock(),
    });
  }

  async function use<T>(
    repository: string,
    work: (trusted: TrustedRepository, mirror: string) => Promise<T>,
    from: MirrorCache = cache,
  ): Promise<T> {
    const cloneUrl = server.cloneUrl(repository);
    const mirror = await from.hold(cloneUrl);
    try {
      const trusted = await TrustedRepository.open({
        directory: await mkdtemp(join(folder, 'use-')),
        mirror,
        cloneUrl,
        authorization: AUTHORIZATION,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
      });
      return await work(trusted, mirror.directory);
    } finally {
      await mirror.release();
    }
  }

  const fetchMain = async (repository: string, from?: MirrorCache) =>
    await use(
      repository,
      async trusted => await trusted.fetchBranch('main'),
      from,
    );

  const mirrorsIn = async (name: string) =>
    await readdir(join(folder, name)).catch(() => []);

  /** All that stands in a folder, for a look through it. */
  async function readAll(directory: string): Promise<string> {
    const names = await readdir(directory, {
      recursive: true,
      withFileTypes: true,
    });
    const contents = await Promise.all(
      names
        .filter(name => name.isFile())
        .map(name => readFile(join(name.parentPath, name.name), 'latin1')),
    );
    return contents.join('\n');
  }

  /** A git that says once that the disk is full when it has to fetch. */
  async function fillDiskOnce() {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh
case " $* " in *" fetch "*)
  if mkdir ${bin}/full 2>/dev/null; then
    echo 'fatal: write error: No space left on device' >&2
    echo 'fatal: fetch-pack: invalid index-pack output' >&2
    exit 128
  fi
esac
PATH="$REAL" exec git "$@"
`.replace('"$REAL"', `'${PATH}'`),
    );
    await chmod(join(bin, 'git'), 0o755);
    process.env.PATH = `${bin}:${PATH}`;
  }

  it('asks for nothing that was fetched before, and takes only what is new', async () => {
    const first = await server.commit('acme/warm', { 'a.sql': 'SELECT 1\n' });
    await expect(fetchMain('acme/warm')).resolves.toBe(first);

    server.failWith = 503;
    await use('acme/warm', async trusted => {
      await trusted.ensureCommit({ sha: first, branch: 'main' });
      await expect(trusted.readFile(first, 'a.sql')).resolves.toEqual(
        Buffer.from('SELECT 1\n'),
      );
    });
    await expect(fetchMain('acme/warm')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });

    server.failWith = undefined;
    const second = await server.commit('acme/warm', { 'b.sql': 'SELECT 2\n' });
    await use('acme/warm', async trusted => {
      await expect(trusted.fetchBranch('main')).resolves.toBe(second);
      const files = await trusted.listFiles(second);
      expect(files.map(({ path }) => path)).toEqual(['a.sql', 'b.sql']);
    });
    await expect(mirrorsIn('mirrors')).resolves.toHaveLength(1);
  });

  it('says what is not there any more, also from a warm mirror', async () => {
    await server.commit('acme/gone', { a: '1' });
    await fetchMain('acme/gone');

    await use('acme/gone', async trusted => {
      await expect(trusted.fetchBranch('other')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });
    server.failWith = 401;
    await expect(fetchMain('acme/gone')).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('keeps no credentials in a mirror, and writes nothing of ours into it', async () => {
    const sha = await server.commit('acme/secret', { a: '1' });
    await use('acme/secret', async (trusted, mirror) => {
      await trusted.fetchBranch('main');
      const before = await readdir(mirror, { recursive: true });
      const commit = await trusted.commitFiles({
        baseSha: sha,
        files: [{ path: 'b', mode: '100644', content: 'Mg==' }],
        message: 'Move',
        author: { name: 'Skein', email: 'skein@example.com' },
        date: new Date(0),
      });
      await trusted.push({
        branch: 'skein/b',
        sha: commit,
        expected: undefined,
      });

      expect(await readdir(mirror, { recursive: true })).toEqual(before);
      expect(await readAll(mirror)).not.toContain('c2VjcmV0');
    });
    expect(server.authorizations.at(-1)).toBe(AUTHORIZATION);
  });

  it('fetches one after the other where several use one repository', async () => {
    const sha = await server.commit('acme/shared', { a: '1' });

    await expect(
      Promise.all([1, 2, 3].map(() => fetchMain('acme/shared'))),
    ).resolves.toEqual([sha, sha, sha]);
    await expect(mirrorsIn('mirrors')).resolves.toHaveLength(1);
  });

  it('takes over the mirrors of a process that is gone, without what it left half done', async () => {
    const sha = await server.commit('acme/left', { a: '1' });
    await fetchMain('acme/left');
    const [name] = await mirrorsIn('mirrors');
    const left = join(folder, 'mirrors', name);
    const [pack] = await readdir(join(left, 'objects', 'pack'));
    for (const [path, content] of [
      ['shallow.lock', sha],
      ['config.lock', ''],
      ['config', '[core]\n\tfsmonitor = touch /tmp/run\n'],
      ['hooks/pre-push', '#!/bin/sh\n'],
      ['objects/info/alternates', '/etc\n'],
      ['objects/pack/tmp_pack_x', 'half'],
      ['objects/pack/pack-1234567890123456789012345678901234567890.pack', ''],
      [`objects/pack/${pack.replace(/\.\w+$/, '.keep')}`, ''],
      ['refs/skein/incoming', sha],
      [`refs/skein/${sha}.lock`, sha],
      ['refs/heads/main', 'no commit'],
      ['packed-refs', 'nonsense'],
    ]) {
      await mkdir(join(left, path, '..'), { recursive: true });
      await writeFile(join(left, path), content);
    }
    const heir = createCache('heir');

    await heir.adopt(join(folder, 'mirrors'));

    await expect(mirrorsIn('mirrors')).resolves.toEqual([]);
    const next = await server.commit('acme/left', { b: '2' });
    await use(
      'acme/left',
      async (trusted, mirror) => {
        await trusted.ensureCommit({ sha, branch: 'main' });
        await expect(trusted.fetchBranch('main')).resolves.toBe(next);
        await expect(trusted.listFiles(next)).resolves.toHaveLength(2);
        expect((await readdir(mirror)).sort()).toEqual([
          'HEAD',
          'config',
          'objects',
          'refs',
          'shallow',
        ]);
        const all = await readAll(mirror);
        expect(all).not.toContain('fsmonitor');
        expect(all).not.toContain('/etc');
      },
      heir,
    );
  });

  it('shares what a process left with whoever takes over at the same time', async () => {
    const names = ['acme/one', 'acme/two', 'acme/three'];
    for (const name of names) {
      await server.commit(name, { a: '1' });
      await fetchMain(name);
    }
    const heirs = [createCache('heir-1'), createCache('heir-2')];

    await Promise.all(heirs.map(heir => heir.adopt(join(folder, 'mirrors'))));

    await expect(mirrorsIn('mirrors')).resolves.toEqual([]);
    const taken = [await mirrorsIn('heir-1'), await mirrorsIn('heir-2')].flat();
    expect(taken).toHaveLength(3);
  });

  it('makes a mirror anew that turns out not to be whole, and blames nobody else', async () => {
    const sha = await server.commit('acme/corrupt', { 'a.sql': 'SELECT 1\n' });
    const broken = await use('acme/corrupt', async (trusted, mirror) => {
      await trusted.fetchBranch('main');
      const packs = join(mirror, 'objects', 'pack');
      for (const name of await readdir(packs)) {
        await chmod(join(packs, name), 0o644);
        await truncate(join(packs, name), 20);
      }
      return mirror;
    });

    const error = await use('acme/corrupt', async trusted => {
      await trusted.fetchBranch('main');
      await trusted.listFiles(sha);
    }).catch(thrown => thrown);

    expect(classifyFailure(error).failure).toBe('infrastructure');
    await use('acme/corrupt', async (trusted, mirror) => {
      expect(mirror).not.toBe(broken);
      await trusted.fetchBranch('main');
      await expect(trusted.listFiles(sha)).resolves.toHaveLength(1);
    });
    await expect(mirrorsIn('mirrors')).resolves.toHaveLength(1);
  });

  it('lets those who hold a broken mirror end before it goes', async () => {
    const sha = await server.commit('acme/broken', { a: '1' });
    await use('acme/broken', async (trusted, mirror) => {
      await trusted.fetchBranch('main');
      const other = await cache.hold(server.cloneUrl('acme/broken'));
      other.condemn();
      await other.release();

      await expect(readdir(mirror)).resolves.toContain('objects');
      await expect(trusted.listFiles(sha)).resolves.toHaveLength(1);
      const next = await cache.hold(server.cloneUrl('acme/broken'));
      expect(next.directory).not.toBe(mirror);
      await next.release();
    });
    await expect(mirrorsIn('mirrors')).resolves.toHaveLength(1);
  });

  it('removes what nobody uses when all together are too large, the longest unused first', async () => {
    const names = ['acme/old', 'acme/young', 'acme/held'];
    for (const name of names) {
      await server.commit(name, { a: name });
    }
    await fetchMain('acme/old');
    const [old] = await mirrorsIn('mirrors');
    const heir = createCache('small', 1_000_000);
    await mkdir(join(folder, 'left'));
    await writeFile(
      join(folder, 'mirrors', old, 'objects', 'pack', 'large'),
      Buffer.alloc(250_000),
    );
    await rename(join(folder, 'mirrors', old), join(folder, 'left', old));
    await heir.adopt(join(folder, 'left'));
    const [kept] = await mirrorsIn('small');
    expect(kept.split('.')[0]).toBe(old.split('.')[0]);

    await fetchMain('acme/young', heir);
    await use(
      'acme/held',
      async (trusted, mirror) => {
        await trusted.fetchBranch('main');
        await writeFile(
          join(mirror, 'objects', 'pack', 'large'),
          Buffer.alloc(700_000),
        );
        await expect(mirrorsIn('small')).resolves.toContain(kept);
      },
      heir,
    );
    await expect(mirrorsIn('small')).resolves.toHaveLength(2);
    await expect(mirrorsIn('small')).resolves.not.toContain(kept);

    await use(
      'acme/held',
      async (_trusted, mirror) => {
        await expect(heir.makeRoom()).resolves.toBe(true);
        await expect(mirrorsIn('small')).resolves.toEqual([basename(mirror)]);
        await expect(heir.makeRoom()).resolves.toBe(false);
      },
      heir,
    );
  });

  it('keeps nothing where nothing may be kept', async () => {
    await server.commit('acme/none', { a: '1' });
    await fetchMain('acme/none', createCache('none', 0));

    await expect(mirrorsIn('none')).resolves.toEqual([]);
  });

  it('makes room once when the disk is full, and fetches again', async () => {
    await server.commit('acme/idle', { a: '1' });
    const sha = await server.commit('acme/full', { a: '1' });
    await fetchMain('acme/idle');
    await fillDiskOnce();

    await expect(fetchMain('acme/full')).resolves.toBe(sha);
    await expect(mirrorsIn('mirrors')).resolves.toHaveLength(1);
  });

  it('calls a full disk a fault of the machine when no room can be made', async () => {
    await server.commit('acme/full', { a: '1' });
    await fillDiskOnce();

    const error = await fetchMain('acme/full').catch(thrown => thrown);

    expect(classifyFailure(error).failure).toBe('infrastructure');
    expect(error.message).toContain('No space left on device');
  });
});
