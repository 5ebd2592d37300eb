import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInSandbox } from '../../tests/runInSandbox';
import { UnconfinedSandbox } from './UnconfinedSandbox';

describe('UnconfinedSandbox', () => {
  const sandbox = new UnconfinedSandbox();
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unconfined-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function work() {
    return {
      workingDirectory: '/checkout',
      mounts: [
        { source: folder, target: '/checkout', access: 'write' as const },
      ],
    };
  }

  it('takes the paths of a command for those of the host, and passes on nothing of the backend', async () => {
    process.env.SKEIN_TEST_SECRET = 'secret of the backend';
    const { stdout, end } = await runInSandbox(sandbox, {
      ...work(),
      argv: ['sh', '-c', 'echo "$0" "$FILE" > made; env', '/checkout/argument'],
      environment: { FILE: '/checkout/file' },
    });
    delete process.env.SKEIN_TEST_SECRET;
    expect(end).toEqual({ reason: 'exited', exitCode: 0 });
    expect(stdout).not.toContain('secret of the backend');
    expect(await readFile(join(folder, 'made'), 'utf8')).toBe(
      `${folder}/argument ${folder}/file\n`,
    );
  });

  it.each([
    ['time', 'sleep 60', { wallSeconds: 0.2 }, 'timeLimit'],
    ['output', 'yes', { outputBytes: 1000 }, 'outputLimit'],
    [
      'processes',
      'for i in 1 2 3 4 5 6 7 8 9; do sleep 60 & done; wait',
      { processes: 4 },
      'memoryLimit',
    ],
  ])(
    'ends a command that uses up its %s',
    async (_what, script, limits, reason) => {
      const { end } = await runInSandbox(sandbox, {
        ...work(),
        argv: ['sh', '-c', script],
        limits,
      });
      expect(end).toEqual({ reason });
    },
  );

  it('says which program is not there', async () => {
    await expect(
      runInSandbox(sandbox, { ...work(), argv: ['no-such-program'] }),
    ).rejects.toThrow('Could not start no-such-program');
  });
});
