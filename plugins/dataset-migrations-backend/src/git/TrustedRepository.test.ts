import { mockServices } from '@backstage/backend-test-utils';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitServer } from '../tests/GitServer';
import { TrustedRepository } from './TrustedRepository';

const REPOSITORY = 'acme/finance-sql-jobs';

describe('TrustedRepository', () => {
  let server: GitServer;
  let folder: string;

  beforeAll(async () => {
    server = await GitServer.start();
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trusted-'));
    server.failWith = undefined;
    server.losesAnswers = false;
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function open(
    options: {
      repository?: string;
      mirror?: string;
      authorization?: string;
      signal?: AbortSignal;
    } = {},
  ) {
    return await TrustedRepository.open({
      directory: join(folder, options.mirror ?? 'mirror'),
      cloneUrl: server.cloneUrl(options.repository ?? REPOSITORY),
      authorization: options.authorization,
      signal: options.signal ?? new AbortController().signal,
      logger: mockServices.logger.mock(),
    });
  }

  it('writes plain files with their modes and leaves out symbolic links', async () => {
    const sha = await server.commit('acme/links', {
      'jobs/daily.sql': 'SELECT 1\r\n',
      'run.sh': { executable: '#!/bin/sh\n' },
      '.gitattributes': '* text eol=lf\n*.sql filter=evil\n',
      passwords: { link: '/etc/passwd' },
    });
    const repository = await open({ repository: 'acme/links' });

    expect(await repository.fetchBranch('main')).toBe(sha);
    const { skipped } = await repository.materialize(sha, join(folder, 'work'));

    expect((await readdir(join(folder, 'work'))).sort()).toEqual([
      '.gitattributes',
      'jobs',
      'run.sh',
    ]);
    expect(await readFile(join(folder, 'work', 'jobs/daily.sql'), 'utf8')).toBe(
      'SELECT 1\r\n',
    );
    expect(
      (await stat(join(folder, 'work', 'run.sh'))).mode & 0o100,
    ).toBeTruthy();
    expect(skipped).toMatchObject([{ path: 'passwords', mode: '120000' }]);
    await expect(repository.readFile(sha, 'passwords')).resolves.toBe(
      undefined,
    );
    expect(
      Buffer.from((await repository.readFile(sha, 'run.sh'))!).toString(),
    ).toBe('#!/bin/sh\n');
  });

  it('sees what changed in scope, and neither links nor a git directory that an agent made', async () => {
    const sha = await server.commit('acme/scope', {
      'finance/a.sql': 'SELECT 1\n',
      'finance/gone.sql': 'SELECT 2\n',
      'marketing/b.sql': 'SELECT 3\n',
      link: { link: 'finance' },
    });
    const repository = await open({ repository: 'acme/scope' });
    await repository.fetchBranch('main');
    const work = join(folder, 'work');
    await repository.materialize(sha, work);

    await writeFile(join(work, 'finance/a.sql'), 'SELECT 10\n');
    await rm(join(work, 'finance/gone.sql'));
    await writeFile(join(work, 'finance/new.sh'), 'true\n');
    await chmod(join(work, 'finance/new.sh'), 0o755);
    await writeFile(join(work, 'marketing/b.sql'), 'SELECT 30\n');
    await symlink('/etc', join(work, 'finance/etc'));
    await mkdir(join(work, 'finance/.git'));
    await writeFile(join(work, 'finance/.git/config'), '[core]\n');
    const diff = await repository.diffWorkTree({
      baseSha: sha,
      directory: work,
      paths: ['finance'],
    });

    expect(
      diff.files.map(({ path, mode, content }) => [path, mode, content]),
    ).toEqual([
      [
        'finance/a.sql',
        '100644',
        Buffer.from('SELECT 10\n').toString('base64'),
      ],
      ['finance/gone.sql', '100644', null],
      ['finance/new.sh', '100755', Buffer.from('true\n').toString('base64')],
    ]);
    expect(diff).toMatchObject({
      filesChanged: 3,
      linesAdded: 2,
      linesRemoved: 2,
    });
    expect(diff.patch).toContain(
      '--- a/finance/a.sql\n+++ b/finance/a.sql\n@@ -1 +1 @@\n-SELECT 1\n+SELECT 10\n',
    );
  });

  it('says of a file that has moved where it went, and counts only the lines that differ', async () => {
    const text = Array.from({ length: 9 }, (_, i) => `SELECT ${i}\n`).join('');
    const sha = await server.commit('acme/moved', {
      '12/old.sql': text,
      'same.sql': `-- here\n${text}`,
    });
    const repository = await open({ repository: 'acme/moved' });
    await repository.fetchBranch('main');
    const work = join(folder, 'work');
    await repository.materialize(sha, work);

    await rename(join(work, '12/old.sql'), join(work, '12/34'));
    await rename(join(work, 'same.sql'), join(work, '56'));
    await writeFile(join(work, '12/34'), `${text}SELECT 9\n`);
    const diff = await repository.diffWorkTree({
      baseSha: sha,
      directory: work,
    });

    expect(diff.files.map(({ path }) => path)).toEqual([
      '12/34',
      '12/old.sql',
      '56',
      'same.sql',
    ]);
    expect(diff).toMatchObject({ linesAdded: 1, linesRemoved: 0 });
    expect(diff.patch).toContain('rename from 12/old.sql\nrename to 12/34\n');
  });

  it('refuses a file that was replaced by a link', async () => {
    const sha = await server.commit('acme/replaced', { 'a.sql': 'SELECT 1\n' });
    const repository = await open({ repository: 'acme/replaced' });
    await repository.fetchBranch('main');
    const work = join(folder, 'work');
    await repository.materialize(sha, work);
    await rm(join(work, 'a.sql'));
    await symlink('/etc/passwd', join(work, 'a.sql'));

    await expect(
      repository.diffWorkTree({ baseSha: sha, directory: work }),
    ).rejects.toThrow(
      'a.sql was replaced by something that is not a plain file',
    );
  });

  it('makes the same commit from the same files, also in another mirror', async () => {
    const base = await server.commit('acme/same', { 'a.sql': 'SELECT 1\n' });
    const files = [
      {
        path: 'a.sql',
        mode: '100644' as const,
        content: Buffer.from('SELECT 2\n').toString('base64'),
      },
    ];
    const shas = [];
    for (const mirror of ['one', 'two']) {
      const repository = await open({ repository: 'acme/same', mirror });
      await repository.ensureCommit({ sha: base, branch: 'main' });
      shas.push(
        await repository.commitFiles({
          baseSha: base,
          files,
          message: 'Move to v2\n\nWhy.\n',
          author: { name: 'Skein', email: 'skein@example.com' },
          date: new Date('2026-01-02T03:04:05Z'),
        }),
      );
    }

    expect(shas[0]).toBe(shas[1]);
  });

  it('pushes once, takes a repeated push for done, and never over a commit that it does not know of', async () => {
    const base = await server.commit('acme/push', { 'a.sql': 'SELECT 1\n' });
    await server.commit('acme/push', { 'a.sql': 'SELECT 1 -- later\n' });
    const repository = await open({ repository: 'acme/push' });
    await repository.ensureCommit({ sha: base, branch: 'main' });
    const commit = async (content: string) =>
      await repository.commitFiles({
        baseSha: base,
        files: [
          {
            path: 'a.sql',
            mode: '100644',
            content: Buffer.from(content).toString('base64'),
          },
        ],
        message: 'Move',
        author: { name: 'Skein', email: 'skein@example.com' },
        date: new Date(0),
      });
    const first = await commit('SELECT 2\n');
    const second = await commit('SELECT 3\n');
    const branch = 'skein/user-activity-v2/1';

    expect(await repository.remoteHead(branch)).toBe(undefined);
    expect(
      await repository.push({ branch, sha: first, expected: undefined }),
    ).toBe('pushed');
    expect(
      await repository.push({ branch, sha: first, expected: undefined }),
    ).toBe('pushed');
    expect(await repository.remoteHead(branch)).toBe(first);
    const human = await server.commit(
      'acme/push',
      { 'a.sql': 'SELECT 4\n' },
      branch,
    );
    expect(
      await repository.push({ branch, sha: second, expected: first }),
    ).toBe('stale');
    expect(
      await repository.push({ branch, sha: second, expected: undefined }),
    ).toBe('stale');
    expect(await server.head('acme/push', branch)).toBe(human);
    expect(
      await repository.push({ branch, sha: second, expected: human }),
    ).toBe('pushed');
    expect(await server.show('acme/push', `${branch}:a.sql`)).toBe('SELECT 3');
  });

  it('takes a push whose answer was lost for a fault that passes, and finds it done', async () => {
    const base = await server.commit('acme/lost', { a: '1' });
    const repository = await open({ repository: 'acme/lost' });
    await repository.ensureCommit({ sha: base, branch: 'main' });
    const push = async () =>
      repository.push({ branch: 'skein/x', sha: base, expected: undefined });

    server.losesAnswers = true;
    await expect(push()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });

    server.losesAnswers = false;
    expect(await repository.remoteHead('skein/x')).toBe(base);
    await expect(push()).resolves.toBe('pushed');
  });

  it('tells a refused push from a stale one', async () => {
    const base = await server.commit('acme/protected', { a: '1' });
    await server.addHook(
      'acme/protected',
      'pre-receive',
      '#!/bin/sh\necho "no pushes here" >&2\nexit 1\n',
    );
    const repository = await open({ repository: 'acme/protected' });
    await repository.ensureCommit({ sha: base, branch: 'main' });

    await expect(
      repository.push({ branch: 'skein/x', sha: base, expected: undefined }),
    ).rejects.toThrow('The code host refused the push to skein/x');
  });

  it('sends the credentials in a header and shows them in no error', async () => {
    await server.commit('acme/secret', { a: '1' });
    const authorization = 'Basic c2VjcmV0LXRva2VuLW9mLW91cnM=';
    const repository = await open({ repository: 'acme/secret', authorization });
    await repository.fetchBranch('main');
    expect(server.authorizations.at(-1)).toBe(authorization);

    server.failWith = 401;
    const refused = await repository.fetchBranch('main').catch(error => error);
    expect(refused).toMatchObject({ name: 'NotAllowedError' });
    expect(String(refused)).not.toContain('c2VjcmV0');

    server.failWith = 503;
    await expect(repository.fetchBranch('main')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('says what is not there', async () => {
    await server.commit(REPOSITORY, { a: '1' });
    await expect(
      (await open()).fetchBranch('no-such-branch'),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      (await open({ repository: 'acme/none' })).fetchBranch('main'),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('stops at once when it is aborted', async () => {
    await server.commit(REPOSITORY, { a: '1' });
    const abort = new AbortController();
    const repository = await open({ signal: abort.signal });
    abort.abort(new Error('lease lost'));

    await expect(repository.fetchBranch('main')).rejects.toThrow('lease lost');
  });

  it('fetches into one mirror from several sides at the same time', async () => {
    const sha = await server.commit(REPOSITORY, { a: '2' });
    const repositories = await Promise.all([open(), open(), open()]);

    await expect(
      Promise.all(repositories.map(each => each.fetchBranch('main'))),
    ).resolves.toEqual([sha, sha, sha]);
  });

  it.each([
    ['../outside'],
    ['/etc/passwd'],
    ['a/.git/config'],
    ['.GIT/hooks/pre-push'],
    ['a\0b'],
    ['a//b'],
    [''],
  ])('refuses the path %j', async path => {
    const base = await server.commit(REPOSITORY, { a: '3' });
    const repository = await open();
    await repository.fetchBranch('main');

    await expect(
      repository.commitFiles({
        baseSha: base,
        files: [{ path, mode: '100644', content: '' }],
        message: 'x',
        author: { name: 'Skein', email: 'skein@example.com' },
        date: new Date(0),
      }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it.each([
    ['--upload-pack=touch /tmp/x'],
    ['a..b'],
    ['a/.b'],
    ['a.lock'],
    ['x y'],
    [''],
  ])('refuses the branch %j', async branch => {
    await expect((await open()).fetchBranch(branch)).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it.each([
    ['ext::sh -c id'],
    ['file:///etc'],
    ['--upload-pack=id'],
    ['https://user:password@example.com/a/b.git'],
  ])('refuses the address %s', async cloneUrl => {
    await expect(
      TrustedRepository.open({
        directory: join(folder, 'mirror'),
        cloneUrl,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
      }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});
