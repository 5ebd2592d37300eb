import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { superviseProcess } from './superviseProcess';

const LIMITS = {
  wallSeconds: 30,
  memoryMegabytes: 100,
  cpuSeconds: 10,
  processes: 10,
  fileMegabytes: 1,
  outputBytes: 1000,
};

it('tells how a command ended that was over before anybody looked', async () => {
  const child = spawn('sh', ['-c', 'exit 3']);
  await once(child, 'exit');

  const { ended } = superviseProcess({
    child,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    limits: LIMITS,
    signal: new AbortController().signal,
    stop: () => undefined,
    gone: async () => undefined,
  });

  await expect(ended).resolves.toEqual({ reason: 'exited', exitCode: 3 });
});
