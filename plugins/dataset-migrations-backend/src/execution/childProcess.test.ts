import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './childProcess';
import { classifyFailure } from './classifyFailure';
import { isProcessAlive } from './isProcessAlive';
import { serveCommands } from './serveCommands';

jest.setTimeout(60_000);

/** Waits for a condition, as long as the test may take. */
async function until(condition: () => Promise<boolean> | boolean) {
  while (!(await condition())) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('runCommand', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skein-child-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function runShell(script: string, signal?: AbortSignal) {
    return runCommand({
      command: 'sh',
      args: ['-c', script],
      env: { PATH: process.env.PATH ?? '' },
      directory: folder,
      deadlineSeconds: 60,
      maxOutputBytes: 1000,
      signal,
    });
  }

  const read = async (name: string) =>
    await readFile(join(folder, name), 'utf8').catch(() => '');

  /** Runs a script until it says that it is ready, and aborts it; gives what became of it and the ids that it wrote. */
  async function abortWhenReady(script: string) {
    const abort = new AbortController();
    const run = runShell(script, abort.signal);
    const ended = run.then(
      () => 'ended',
      error => error.message,
    );
    await until(async () => (await read('ready')).includes('yes'));
    abort.abort(new Error('no longer wanted'));
    const outcome = await ended;
    const ids = (await read('ids')).trim().split(/\s+/).map(Number);
    return { outcome, ids };
  }

  it('gives a failing command as an answer', async () => {
    const { exitCode, stdout } = await runShell('echo out; exit 3');

    expect([exitCode, stdout.toString()]).toEqual([3, 'out\n']);
  });

  it('lets a command tidy up that is aborted', async () => {
    const { outcome } = await abortWhenReady(
      `trap 'echo tidied > tidy; exit 0' TERM; echo yes > ready; while :; do sleep 0.05; done`,
    );

    expect(outcome).toBe('no longer wanted');
    expect(await read('tidy')).toBe('tidied\n');
  });

  it('kills the whole group of one that does not end, also what it started', async () => {
    const { outcome, ids } = await abortWhenReady(
      `trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & echo $$ $! > ids; echo yes > ready; while :; do sleep 1; done`,
    );

    expect(outcome).toBe('no longer wanted');
    expect(ids).toHaveLength(2);
    await until(() => ids.every(id => !isProcessAlive(id)));
  });

  it('leaves nothing behind that a command started and that holds its output open', async () => {
    const { ids } = await abortWhenReady(
      `(trap '' TERM; while :; do sleep 1; done) & echo $! > ids; echo yes > ready; wait`,
    );

    expect(ids).toHaveLength(1);
    await until(() => ids.every(id => !isProcessAlive(id)));
  });

  it('ends one that writes more than it may', async () => {
    await expect(runShell('yes')).rejects.toThrow('wrote more than 1000 bytes');
  });

  it('says of a command that is not there, or cannot be, that it was not run', async () => {
    await expect(
      runCommand({
        command: 'no-such-command',
        args: [],
        env: {},
        deadlineSeconds: 60,
        maxOutputBytes: 1000,
      }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^Could not run no-such-command.*ENOENT/),
      cause: { code: 'ENOENT' },
    });
    await expect(runShell('a\0b')).rejects.toThrow('Could not run sh');
    await expect(runShell('exit 0')).resolves.toMatchObject({ exitCode: 0 });
  });

  it('gives bytes as they are, and takes a large input', async () => {
    const stdin = Buffer.alloc(3_000_000, 'aé');

    const { stdout } = await runCommand({
      command: 'cat',
      args: [],
      env: { PATH: process.env.PATH ?? '' },
      stdin,
      deadlineSeconds: 60,
      maxOutputBytes: 10_000_000,
    });

    expect(stdout.equals(stdin)).toBe(true);
  });

  it('takes the end of the process that starts commands for a fault of the machine, and starts another one', async () => {
    const run = runShell('echo $PPID $$ > ids; echo yes > ready; sleep 600');
    const ended = run.catch(error => error);
    await until(async () => (await read('ready')).includes('yes'));
    const [helper, id] = (await read('ids')).trim().split(' ').map(Number);

    process.kill(helper, 'SIGTERM');
    process.kill(helper, 'SIGINT');
    process.kill(helper, 'SIGKILL');

    expect(classifyFailure(await ended).failure).toBe('infrastructure');
    await until(() => !isProcessAlive(id));
    await expect(runShell('echo again')).resolves.toMatchObject({
      stdout: Buffer.from('again\n'),
    });
  });

  it('leaves nothing running when the backend is killed', async () => {
    const backend = spawn(
      process.execPath,
      ['-e', `(${startAsBackend})(${JSON.stringify(String(serveCommands))})`],
      { cwd: folder, stdio: 'ignore' },
    );
    await until(async () => (await read('ready')).includes('yes'));
    const ids = (await read('ids')).trim().split(' ').map(Number);

    backend.kill('SIGKILL');

    expect(ids).toHaveLength(2);
    await until(() => ids.every(id => !isProcessAlive(id)));
  });
});

/** Runs in a process of its own: starts the helper and a command that does not end, as a backend does. */
function startAsBackend(helper: string) {
  const { spawn: start } = process.getBuiltinModule('node:child_process');
  const child = start(process.execPath, ['-e', `(${helper})()`], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  child.send({
    kind: 'start',
    id: 1,
    command: 'sh',
    args: ['-c', 'echo $PPID $$ > ids; echo yes > ready; sleep 600'],
    env: {},
    stdin: new Uint8Array(),
  });
}
