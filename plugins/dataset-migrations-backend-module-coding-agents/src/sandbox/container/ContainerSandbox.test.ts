import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInSandbox } from '../../tests/runInSandbox';
import { ContainerSandbox } from './ContainerSandbox';

/** Stands for docker: writes down what it is told, and acts as the files beside it say. */
const FAKE = `#!/bin/sh
here=$(dirname "$0")
for argument in "$@"; do printf '%s\\n' "$argument" >> "$here/told"; done
echo -- >> "$here/told"
case "$1" in
  run) if [ -e "$here/hangs" ]; then echo started; exec sleep 600; fi; cat; exit $(cat "$here/code" 2>/dev/null || echo 0);;
  inspect) cat "$here/oom" 2>/dev/null || echo false;;
  version) if [ -e "$here/down" ]; then echo "Cannot connect" >&2; exit 1; fi;;
  image) [ ! -e "$here/missing" ] || exit 1;;
esac
`;

describe('ContainerSandbox', () => {
  let folder: string;
  let sandbox: ContainerSandbox;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'container-'));
    const program = join(folder, 'docker');
    await writeFile(program, FAKE, { mode: 0o755 });
    await mkdir(join(folder, 'work, mine/.claude'), { recursive: true });
    await writeFile(join(folder, 'work, mine/.env'), 'KEY=x');
    sandbox = new ContainerSandbox({ program, image: 'acme/agents:1' });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function listCalls() {
    const told = await readFile(join(folder, 'told'), 'utf8');
    return told
      .split('--\n')
      .filter(Boolean)
      .map(call => call.trimEnd().split('\n'));
  }

  it('tells the engine everything that a sandbox is, and removes the container', async () => {
    const { stdout, end } = await runInSandbox(sandbox, {
      argv: ['agent', '--acp'],
      workingDirectory: '/checkout',
      mounts: [
        {
          source: join(folder, 'work, mine'),
          target: '/checkout',
          access: 'write',
        },
      ],
      masks: ['/checkout/.claude', '/checkout/.env'],
      sockets: [{ source: join(folder, 'docker'), target: '/run/model.sock' }],
      environment: { MODEL: 'fake' },
      limits: { memoryMegabytes: 256, processes: 32, cpuSeconds: 9 },
      stdin: 'hello',
    });
    expect({ stdout, end }).toEqual({
      stdout: 'hello',
      end: { reason: 'exited', exitCode: 0 },
    });
    const [run, inspect, remove] = await listCalls();
    const line = run.join(' ');
    for (const part of [
      '--network none --read-only --cap-drop ALL --security-opt no-new-privileges',
      '--memory 256m --memory-swap 256m --pids-limit 32 --ulimit cpu=9:10',
      '--pull never',
      `--mount type=bind,"source=${folder}/work, mine",target=/checkout `,
      '--mount type=tmpfs,target=/checkout/.claude,tmpfs-size=65536',
      ',target=/checkout/.env,readonly',
      ',target=/run/model.sock,readonly',
      '--env MODEL=fake --workdir /checkout --entrypoint agent acme/agents:1 --acp',
    ]) {
      expect(line).toContain(part);
    }
    const name = run[run.indexOf('--name') + 1];
    expect(inspect).toEqual([
      'inspect',
      '--format',
      '{{.State.OOMKilled}}',
      name,
    ]);
    expect(remove).toEqual(['rm', '--force', name]);
  });

  it('tells who used up the memory from who failed', async () => {
    await writeFile(join(folder, 'code'), '137');
    await writeFile(join(folder, 'oom'), 'true');
    const { end } = await runInSandbox(sandbox, { argv: ['agent'] });
    expect(end).toEqual({ reason: 'memoryLimit' });
  });

  it('removes the container of a command that takes too long', async () => {
    await writeFile(join(folder, 'hangs'), '');
    const { end } = await runInSandbox(sandbox, {
      argv: ['agent'],
      limits: { wallSeconds: 0.5 },
    });
    expect(end).toEqual({ reason: 'timeLimit' });
    expect((await listCalls()).map(([verb]) => verb)).toContain('rm');
  });

  it.each([
    ['down', /does not answer \(Cannot connect\)/],
    ['missing', /the image "acme\/agents:1" is not on this machine/],
  ])('says why it cannot be used: %s', async (mark, why) => {
    await writeFile(join(folder, mark), '');
    await expect(sandbox.whyUnusable()).resolves.toMatch(why);
  });

  it('can be used when the engine answers and has the image', async () => {
    await expect(sandbox.whyUnusable()).resolves.toBeUndefined();
  });
});
