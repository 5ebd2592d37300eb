import { spawn, type ChildProcess } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BubblewrapSandbox } from '../../sandbox/bubblewrap/BubblewrapSandbox';
import { findMasks } from '../../sandbox/masks/findMasks';
import type { Sandbox, SandboxLimits } from '../../sandbox/Sandbox';
import { UnconfinedSandbox } from '../../sandbox/unconfined/UnconfinedSandbox';
import { describeWithSandbox } from '../describeWithSandbox';
import { runInSandbox, TEST_LIMITS } from '../runInSandbox';
import {
  listHostileRepositories,
  type HostileRepository,
} from './hostileRepositories';
import { ThiefListener } from './ThiefListener';

const NAMES = listHostileRepositories({ canary: '', thief: '' }).map(
  ({ name }) => name,
);

describeWithSandbox('hostile repositories', () => {
  let folder: string;
  let thief: ThiefListener;
  let other: ChildProcess;

  beforeAll(async () => {
    thief = await ThiefListener.start();
    other = spawn('sleep', ['600'], {
      env: { SKEIN_SECRET_OF_ANOTHER: 'process' },
      stdio: 'ignore',
    });
  });
  afterAll(async () => {
    other.kill('SIGKILL');
    await thief.stop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
    await mkdir(join(folder, 'canary'));
    thief.connections = 0;
    thief.bytes = 0;
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** A fresh checkout, in which the agent acts. */
  async function act(
    name: string,
    how: (repository: HostileRepository) => {
      sandbox: Sandbox;
      isMasked: boolean;
      showsCanary: boolean;
      limits: Partial<SandboxLimits>;
    },
  ) {
    const canary = join(folder, 'canary');
    const repository = listHostileRepositories({
      canary,
      thief: thief.url,
    }).find(candidate => candidate.name === name)!;
    const work = join(folder, 'work');
    await mkdir(work);
    for (const [path, content] of Object.entries(repository.files)) {
      await mkdir(dirname(join(work, path)), { recursive: true });
      await writeFile(join(work, path), content);
    }
    for (const [path, to] of Object.entries(repository.links ?? {})) {
      await symlink(to, join(work, path));
    }
    const { sandbox, isMasked, showsCanary, limits } = how(repository);
    const target = '/checkout';
    const { end } = await runInSandbox(sandbox, {
      argv: repository.act,
      workingDirectory: target,
      mounts: [
        { source: work, target, access: 'write' },
        ...(showsCanary
          ? [{ source: canary, target: canary, access: 'write' as const }]
          : []),
      ],
      masks: isMasked ? await findMasks({ checkout: work, target }) : [],
      limits,
    });
    return {
      end: end.reason,
      ends: repository.ends,
      touched: await readdir(canary),
      connections: thief.connections,
      bytes: thief.bytes,
    };
  }

  it.each(NAMES)('keeps from harm: %s', async name => {
    const { end, ends, ...harm } = await act(name, ({ net, limits = {} }) => ({
      sandbox: new BubblewrapSandbox(),
      isMasked: true,
      showsCanary: net !== 'namespaces',
      limits,
    }));
    expect(harm).toEqual({ touched: [], connections: 0, bytes: 0 });
    expect(ends).toContain(end);
  });

  it.each(NAMES)('would be harmed without that net: %s', async name => {
    const { touched, bytes } = await act(name, ({ net }) => ({
      sandbox:
        net === 'namespaces'
          ? new UnconfinedSandbox()
          : new BubblewrapSandbox(),
      isMasked: net === 'limits',
      showsCanary: true,
      limits: {
        ...TEST_LIMITS,
        processes: 500,
        fileMegabytes: 200,
        outputBytes: 1e8,
      },
    }));
    expect(touched.length + bytes).toBeGreaterThan(0);
  });
});
