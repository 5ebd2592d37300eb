import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type { Sandbox, SandboxCommand, SandboxEnd } from '../sandbox/Sandbox';
import { TEST_LIMITS } from '../tests/runInSandbox';
import { CheckRunner } from './CheckRunner';
import type { RepositoryCheck } from './RepositoryCheck';

const CHECK: RepositoryCheck = {
  id: 'make check',
  probe: ['make', '--version'],
  plan: async () => [{ folder: '', argv: ['make', 'check'] }],
  findFailures: () => [],
};
const LOST: SandboxEnd = { reason: 'lost', detail: 'its node was drained' };
const PASSED: SandboxEnd = { reason: 'exited', exitCode: 0 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-runner-'));
  await writeFile(join(folder, 'a.sql'), 'SELECT 1');
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** Runs nothing; its commands end one after the other as the test says. */
function sandboxWith(ends: SandboxEnd[]) {
  const commands: SandboxCommand[] = [];
  const sandbox: Sandbox = {
    id: 'scripted',
    whyUnusable: async () => undefined,
    spawn: async command => {
      const end = ends[commands.length];
      commands.push(command);
      return {
        stdin: new PassThrough(),
        stdout: Readable.from([]),
        stderr: Readable.from([]),
        ended: Promise.resolve(end),
        provideFiles: async () => undefined,
        collectFiles: async () => undefined,
        kill: async () => undefined,
      };
    },
  };
  const runner = new CheckRunner({ sandbox, limits: TEST_LIMITS, caches: [] });
  const run = async () =>
    await runner.run(
      CHECK,
      { folder: '', argv: ['make', 'check'] },
      { directory: folder, paths: ['a.sql'] },
      { attemptId: 'attempt-1', signal: new AbortController().signal },
    );
  return { runner, run, commands };
}

describe('CheckRunner', () => {
  it('begins a check anew when the machine that it ran on was lost', async () => {
    const { run, commands } = sandboxWith([LOST, LOST, PASSED]);
    await expect(run()).resolves.toMatchObject({ outcome: 'passed' });
    expect(commands).toHaveLength(3);
    // each on a copy of its own, and under the same name
    expect(new Set(commands.map(({ mounts }) => mounts[0].source)).size).toBe(
      3,
    );
    expect(new Set(commands.map(({ work }) => work?.part)).size).toBe(1);
    expect(commands[0].work).toMatchObject({ attemptId: 'attempt-1' });
  });

  it('blames no patch for machines that are lost again and again', async () => {
    const { run } = sandboxWith([LOST, LOST, LOST]);
    await expect(run()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('its node was drained'),
    });
  });

  it('does not take a tool for missing when the machine was lost that was to tell', async () => {
    const { runner } = sandboxWith([LOST, PASSED]);
    const { signal } = new AbortController();
    await expect(runner.hasTool(CHECK, { signal })).rejects.toThrow(
      'could not be seen',
    );
    await expect(runner.hasTool(CHECK, { signal })).resolves.toBe(true);
  });
});
