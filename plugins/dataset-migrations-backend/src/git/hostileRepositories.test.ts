import { mockServices } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../execution/childProcess';
import { GitServer } from '../tests/GitServer';
import { TrustedRepository } from './TrustedRepository';

const REPOSITORY = 'acme/hostile';

const GIT_DIRECTORY = {
  HEAD: 'ref: refs/heads/main\n',
  'objects/info/alternates': '',
  'refs/heads/.keep': '',
};

interface HostileCase {
  name: string;
  /** What an agent leaves in the checkout. */
  left: Record<string, string>;
  /** What somebody would run there who does not know better. */
  careless: string[][];
}

function inGitDirectory(folder: string, files: Record<string, string>) {
  return Object.fromEntries(
    Object.entries({ ...GIT_DIRECTORY, ...files }).map(([name, content]) => [
      `${folder}/${name}`,
      content,
    ]),
  );
}

function configured(settings: string, more: Record<string, string> = {}) {
  return {
    ...inGitDirectory('.git', {
      config: `[core]\n\trepositoryformatversion = 0\n${settings}`,
    }),
    ...more,
  };
}

const COMMIT = [
  '-c',
  'user.name=a',
  '-c',
  'user.email=a@b',
  'commit',
  '-m',
  'x',
];

function listCases(touch: string): HostileCase[] {
  return [
    {
      name: 'fsmonitor',
      left: configured(`\tfsmonitor = ${touch}\n`),
      careless: [['status']],
    },
    {
      name: 'a hook before the commit',
      left: configured('', {
        '.git/hooks/pre-commit': `#!/bin/sh\n${touch}\n`,
      }),
      careless: [['add', '-A'], COMMIT],
    },
    {
      name: 'hooks elsewhere',
      left: configured('\thooksPath = tools\n', {
        'tools/post-commit': `#!/bin/sh\n${touch}\n`,
      }),
      careless: [['add', '-A'], COMMIT],
    },
    {
      name: 'a clean filter',
      left: configured(`[filter "evil"]\n\tclean = ${touch}; cat\n`, {
        '.gitattributes': '*.sql filter=evil\n',
      }),
      careless: [['add', '-A']],
    },
    {
      name: 'a program for differences',
      left: configured(`[diff "evil"]\n\ttextconv = ${touch}; cat\n`, {
        '.gitattributes': '*.sql diff=evil\n',
      }),
      careless: [
        ['add', '-A'],
        ['diff', '--cached'],
      ],
    },
    {
      name: 'a program that signs',
      left: configured(
        `[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = tools/sign\n`,
        { 'tools/sign': `#!/bin/sh\n${touch}\n` },
      ),
      careless: [['add', '-A'], COMMIT],
    },
    {
      name: 'an embedded bare repository',
      left: inGitDirectory('vendor/lib', {
        config: `[core]\n\trepositoryformatversion = 0\n\tworktree = ..\n\tfsmonitor = ${touch}\n`,
      }),
      careless: [['-C', 'vendor/lib', 'status']],
    },
  ];
}

const NAMES = listCases('').map(({ name }) => name);

describe('hostile repositories and our git', () => {
  let server: GitServer;
  let thief: Server;
  let thiefUrl: string;
  let connections = 0;
  let folder: string;
  let canary: string;

  beforeAll(async () => {
    server = await GitServer.start();
    thief = createServer(connection => {
      connections += 1;
      connection.on('error', () => undefined);
      connection.destroy();
    }).listen(0, '127.0.0.1');
    await once(thief, 'listening');
    const address = thief.address();
    thiefUrl = `http://127.0.0.1:${
      typeof address === 'object' ? address?.port : ''
    }`;
  });
  afterAll(async () => {
    thief.close();
    await server.stop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-git-'));
    canary = join(folder, 'canary');
    await mkdir(canary);
    connections = 0;
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function open(repository: string) {
    return await TrustedRepository.open({
      directory: join(folder, 'trusted'),
      cloneUrl: server.cloneUrl(repository),
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
    });
  }

  async function leave(name: string) {
    const found = listCases(`touch ${canary}/ran`).find(
      candidate => candidate.name === name,
    )!;
    const work = join(folder, 'work');
    for (const [path, content] of Object.entries(found.left)) {
      await mkdir(dirname(join(work, path)), { recursive: true });
      await writeFile(join(work, path), content, { mode: 0o755 });
    }
    await writeFile(join(work, 'a.sql'), 'SELECT 2\n');
    return { work, careless: found.careless };
  }

  it.each(NAMES)(
    'publishes what an agent left without running it: %s',
    async name => {
      const sha = await server.commit(REPOSITORY, { 'a.sql': 'SELECT 1\n' });
      const repository = await open(REPOSITORY);
      await repository.fetchBranch('main');
      await repository.materialize(sha, join(folder, 'work'));
      const { work } = await leave(name);

      const diff = await repository.diffWorkTree({
        baseSha: sha,
        directory: work,
      });
      const commit = await repository.commitFiles({
        baseSha: sha,
        files: diff.files,
        message: 'Move',
        author: { name: 'Skein', email: 'skein@localhost' },
        date: new Date(0),
      });
      await repository.push({
        branch: `skein/${commit}`,
        sha: commit,
        expected: undefined,
      });

      expect(diff.files.map(({ path }) => path)).toContain('a.sql');
      expect(diff.files.filter(({ path }) => path.includes('.git/'))).toEqual(
        [],
      );
      expect(await readdir(canary)).toEqual([]);
    },
  );

  it.each(NAMES)('would run it with a careless git: %s', async name => {
    await mkdir(join(folder, 'work'));
    const { work, careless } = await leave(name);
    for (const args of careless) {
      await runCommand({
        command: 'git',
        args,
        env: { PATH: process.env.PATH ?? '', HOME: folder },
        directory: work,
        deadlineSeconds: 60,
        maxOutputBytes: 1_000_000,
      });
    }
    expect(await readdir(canary)).toEqual(['ran']);
  });

  it('asks nobody whom a repository names: submodules, large files, links', async () => {
    const files = {
      'a.sql': 'SELECT 1\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ${thiefUrl}/x.git\n`,
      '.lfsconfig': `[lfs]\n\turl = ${thiefUrl}/lfs\n`,
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'large.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(
        64,
      )}\nsize 12\n`,
      secrets: { link: canary },
    };
    const sha = await server.commit('acme/asks', files);
    const repository = await open('acme/asks');
    await repository.fetchBranch('main');
    const work = join(folder, 'work');
    const { skipped } = await repository.materialize(sha, work);
    await symlink(canary, join(work, 'out'));
    const diff = await repository.diffWorkTree({
      baseSha: sha,
      directory: work,
    });

    expect(skipped.map(({ path }) => path)).toEqual(['secrets']);
    expect(diff.files).toEqual([]);
    expect(connections).toBe(0);

    const careless = await runCommand({
      command: 'git',
      args: ['ls-remote', `${thiefUrl}/x.git`],
      env: { PATH: process.env.PATH ?? '', HOME: folder },
      deadlineSeconds: 60,
      maxOutputBytes: 1_000_000,
    });
    expect(careless.exitCode).not.toBe(0);
    expect(connections).toBeGreaterThan(0);
  });
});
