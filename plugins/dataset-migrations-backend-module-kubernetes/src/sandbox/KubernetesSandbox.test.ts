import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ClusterDouble } from '../__testUtils__/ClusterDouble';
import { describeWithPods } from '../__testUtils__/describeWithPods';
import {
  commandOf,
  runInCluster,
  sandboxOf,
} from '../__testUtils__/runInCluster';
import type { KubernetesSandbox } from './KubernetesSandbox';

jest.setTimeout(120_000);

describeWithPods('KubernetesSandbox', () => {
  let cluster: ClusterDouble;
  let sandbox: KubernetesSandbox;
  let folder: string;
  let checkout: string;

  beforeEach(async () => {
    cluster = await ClusterDouble.start();
    sandbox = sandboxOf(cluster);
    folder = await mkdtemp(join(tmpdir(), 'kubernetes-'));
    checkout = join(folder, 'checkout');
    await mkdir(join(checkout, 'jobs/old'), { recursive: true });
    await writeFile(join(checkout, 'jobs/users.sql'), 'select * from old\n');
    await writeFile(join(checkout, 'jobs/old/gone.sql'), 'select 1\n');
    await writeFile(join(checkout, 'build.sh'), 'true\n', { mode: 0o755 });
  });

  afterEach(async () => {
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  function mount(access: 'read' | 'write' = 'write') {
    return { source: checkout, target: '/checkout', access };
  }

  function shell(script: string) {
    return {
      argv: ['sh', '-c', script],
      workingDirectory: '/checkout',
      mounts: [mount()],
    };
  }

  it('sends a checkout, runs a command on it, and brings back what it changed', async () => {
    const { stdout, stderr, end } = await runInCluster(sandbox, {
      ...shell(`
        cat; ls -R; test -x build.sh && echo executable
        sed -i s/old/new/ jobs/users.sql
        rm -r jobs/old
        mkdir -p docs/a && echo '# Moved' > docs/a/readme.md
        echo 'echo hi' > run.sh && chmod +x run.sh
        ln -s jobs/users.sql latest
        echo warned >&2
        exit 3
      `),
      environment: { NAME: 'value' },
      stdin: 'from the backend\n',
    });

    expect(end).toEqual({ reason: 'exited', exitCode: 3 });
    expect(stdout).toContain('from the backend\n');
    expect(stdout).toContain('gone.sql');
    expect(stdout).toContain('executable');
    expect(stderr).toBe('warned\n');
    await expect(
      readFile(join(checkout, 'jobs/users.sql'), 'utf8'),
    ).resolves.toBe('select * from new\n');
    await expect(readdir(join(checkout, 'jobs'))).resolves.toEqual([
      'users.sql',
    ]);
    await expect(
      readFile(join(checkout, 'docs/a/readme.md'), 'utf8'),
    ).resolves.toBe('# Moved\n');
    expect((await lstat(join(checkout, 'run.sh'))).mode & 0o777).toBe(0o755);
    await expect(readlink(join(checkout, 'latest'))).resolves.toBe(
      'jobs/users.sql',
    );
    expect(cluster.jobs.size).toBe(0);
  });

  it('gives a command nothing but what it is given', async () => {
    const { stdout } = await runInCluster(sandbox, {
      argv: ['sh', '-c', 'env; touch /there 2>&1; ls /home/sandbox; whoami'],
      environment: { NAME: 'value' },
    });
    expect(stdout).toContain('NAME=value');
    expect(stdout).toContain('Read-only file system');
    expect(stdout).not.toContain('KUBERNETES');
  });

  it('hides what is masked, and lets nobody change or remove it', async () => {
    await mkdir(join(checkout, '.claude'));
    await writeFile(join(checkout, '.claude/settings.json'), 'hooks');
    await writeFile(join(checkout, 'jobs/.env'), 'KEY=x');
    const { stdout } = await runInCluster(sandbox, {
      ...shell(
        'ls -A .claude; cat jobs/.env; chmod 755 .claude; echo evil > .claude/new; rm -f jobs/.env; rm -rf jobs',
      ),
      masks: ['/checkout/.claude', '/checkout/jobs/.env'],
    });
    expect(stdout).toBe('');
    await expect(readdir(join(checkout, '.claude'))).resolves.toEqual([
      'settings.json',
    ]);
    await expect(readFile(join(checkout, 'jobs/.env'), 'utf8')).resolves.toBe(
      'KEY=x',
    );
  });

  it('brings nothing back from where a command may only read', async () => {
    await runInCluster(sandbox, {
      ...shell('echo changed > jobs/users.sql'),
      mounts: [mount('read')],
    });
    await expect(
      readFile(join(checkout, 'jobs/users.sql'), 'utf8'),
    ).resolves.toBe('select * from old\n');
  });

  it('shows a folder that is empty, beside a file', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const { stdout, end } = await runInCluster(sandbox, {
      argv: ['sh', '-c', 'ls -A /skein/home && cat /skein/bridge.cjs'],
      mounts: [
        {
          source: join(checkout, 'build.sh'),
          target: '/skein/bridge.cjs',
          access: 'read',
        },
        { source: empty, target: '/skein/home', access: 'read' },
      ],
    });
    expect({ stdout, end }).toEqual({
      stdout: 'true\n',
      end: { reason: 'exited', exitCode: 0 },
    });
  });

  it('does not send what the image has', async () => {
    const tools = join(folder, 'tools');
    await mkdir(tools);
    await writeFile(join(tools, 'large.bin'), Buffer.alloc(2 * 1024 * 1024));
    const mounts = [{ source: tools, target: tools, access: 'read' as const }];
    const argv = ['true'];
    await expect(
      runInCluster(sandboxOf(cluster, { maxSentMegabytes: 1 }), {
        argv,
        mounts,
      }),
    ).rejects.toThrow('maxSentMegabytes');
    expect(cluster.jobs.size).toBe(0);
    const { end } = await runInCluster(
      sandboxOf(cluster, { maxSentMegabytes: 1, imagePaths: [folder] }),
      { argv, mounts },
    );
    expect(end).toEqual({ reason: 'exited', exitCode: 0 });
  });

  it('talks with a command, and exchanges files while it runs', async () => {
    const child = await sandbox.spawn(
      commandOf(
        shell(
          'while read word; do cat seen 2>/dev/null; echo "$word" > heard; echo "got $word"; done',
        ),
      ),
    );
    const lines = createInterface({ input: child.stdout })[
      Symbol.asyncIterator
    ]();
    const answer = async () => (await lines.next()).value;
    child.stdin.write('one\n');
    expect(await answer()).toBe('got one');
    await child.collectFiles();
    await expect(readFile(join(checkout, 'heard'), 'utf8')).resolves.toBe(
      'one\n',
    );

    await rm(join(checkout, 'heard'));
    await writeFile(join(checkout, 'seen'), 'put back\n');
    await child.provideFiles();
    child.stdin.write('two\n');
    expect(await answer()).toBe('put back');
    expect(await answer()).toBe('got two');

    child.stdin.end();
    await expect(child.ended).resolves.toEqual({
      reason: 'exited',
      exitCode: 0,
    });
    await expect(readFile(join(checkout, 'heard'), 'utf8')).resolves.toBe(
      'two\n',
    );
  });

  it('lets a command reach a socket of the host, and nothing else', async () => {
    const server = createServer((request, response) => {
      request.pipe(response);
    });
    const source = join(folder, 'model.sock');
    server.listen(source);
    await once(server, 'listening');
    const large = 'x'.repeat(300_000);
    const { stdout, end } = await runInCluster(sandbox, {
      argv: [
        'node',
        '-e',
        `const http = require('node:http');
         const request = http.request({ socketPath: '/skein/model.sock', method: 'POST' }, response => response.pipe(process.stdout));
         process.stdin.pipe(request);`,
      ],
      sockets: [{ source, target: '/skein/model.sock' }],
      limits: { outputBytes: 1_000_000 },
      stdin: large,
    });
    server.close();
    expect(end).toEqual({ reason: 'exited', exitCode: 0 });
    expect(stdout).toBe(large);
  });

  it.each([
    ['time', 'sleep 600', { wallSeconds: 1 }, 'timeLimit'],
    ['output', 'yes', { outputBytes: 5000 }, 'outputLimit'],
    [
      'disk, in many files',
      'for i in 1 2 3; do head -c 500000 /dev/zero > file$i; done',
      { fileMegabytes: 1 },
      'diskLimit',
    ],
    [
      'disk, in one file',
      'head -c 3000000 /dev/zero > file',
      { fileMegabytes: 1 },
      'diskLimit',
    ],
    [
      'processes',
      'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 600 & done; wait',
      { processes: 8 },
      'memoryLimit',
    ],
  ])(
    'ends a command that uses up its %s',
    async (_case, script, limits, reason) => {
      const { end, stdout } = await runInCluster(sandbox, {
        ...shell(script),
        limits,
      });
      expect(end).toMatchObject({ reason });
      expect(stdout.length).toBeLessThanOrEqual(5000);
      expect(cluster.jobs.size).toBe(0);
    },
  );

  it('says how a program ended that is not there', async () => {
    const { end, stderr } = await runInCluster(sandbox, {
      argv: ['no-such-program'],
    });
    expect(end).toEqual({ reason: 'exited', exitCode: 127 });
    expect(stderr).toContain('no-such-program');
  });

  it('leaves nothing of a command behind that went on in the background', async () => {
    const { end } = await runInCluster(
      sandbox,
      shell('(sleep 2; echo late > jobs/users.sql) & exit 0'),
    );
    expect(end).toEqual({ reason: 'exited', exitCode: 0 });
    await expect(
      readFile(join(checkout, 'jobs/users.sql'), 'utf8'),
    ).resolves.toBe('select * from old\n');
  });

  describe('on a bad day', () => {
    async function spawnSleeper(signal = new AbortController().signal) {
      const child = await sandbox.spawn(
        commandOf({ ...shell('echo up; exec sleep 600'), signal }),
      );
      await once(child.stdout, 'data');
      return child;
    }

    it('adopts the Job when the answer to its creation was lost', async () => {
      cluster.fail({ method: 'POST', path: '/jobs', losesAnswer: true });
      const { end } = await runInCluster(sandbox, { argv: ['true'] });
      expect(end).toEqual({ reason: 'exited', exitCode: 0 });
      expect(cluster.created).toHaveLength(1);
      expect(
        cluster.requests.filter(each => each.startsWith('POST')),
      ).toHaveLength(2);
    });

    it('takes the place of a Job that a lost worker has left under the same name', async () => {
      const first = await spawnSleeper();
      const { end } = await runInCluster(sandbox, { argv: ['true'] });
      expect(end).toEqual({ reason: 'exited', exitCode: 0 });
      const [one, other] = cluster.created.map(({ metadata }) => metadata);
      expect(one?.name).toBe(other?.name);
      await expect(first.ended).resolves.toMatchObject({ reason: 'lost' });
    });

    it.each([
      ['asks to wait', { status: 429, headers: { 'retry-after': '0' } }],
      ['starts anew', { status: 503 }],
      ['fails', { status: 500 }],
    ])('goes on when the API server %s', async (_case, fault) => {
      cluster.fail(
        { method: 'POST', path: '/jobs', ...fault },
        { method: 'GET', path: '/pods', ...fault },
        { method: 'DELETE', path: '/jobs', ...fault },
      );
      const { end } = await runInCluster(sandbox, { argv: ['true'] });
      expect(end).toEqual({ reason: 'exited', exitCode: 0 });
      expect(cluster.jobs.size).toBe(0);
    });

    it('says what it is not allowed to do, and does not try that again', async () => {
      cluster.fail({ method: 'POST', path: '/jobs', status: 403 });
      await expect(
        runInCluster(sandbox, { argv: ['true'] }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('does not let us create a Job'),
      });
    });

    it('loses a command whose pod is gone without a trace', async () => {
      const child = await spawnSleeper();
      await cluster.losePod();
      await expect(child.ended).resolves.toEqual({
        reason: 'lost',
        detail: 'its pod is gone',
      });
      expect(cluster.jobs.size).toBe(0);
    });

    it('loses a command whose node is drained', async () => {
      const child = await spawnSleeper();
      await cluster.losePod({
        phase: 'Failed',
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'EvictionByEvictionAPI',
          },
        ],
      });
      await expect(child.ended).resolves.toEqual({
        reason: 'lost',
        detail: 'its pod was taken away: EvictionByEvictionAPI',
      });
    });

    it('loses a command when the connection to its pod breaks, and the pod ends by itself', async () => {
      const child = await spawnSleeper();
      const { pod } = cluster;
      cluster.fail({ method: 'DELETE', path: '/jobs', status: 403 });
      cluster.breakConnections();
      await expect(child.ended).resolves.toEqual({
        reason: 'lost',
        detail: 'the connection to its pod broke',
      });
      await untilTrue(() => pod.status?.phase === 'Succeeded');
    });

    it('does not try a command again for nothing that kills what serves us', async () => {
      const { end } = await runInCluster(
        sandbox,
        shell('kill -9 $PPID; exec sleep 600'),
      );
      expect(end).toMatchObject({ reason: 'exited', exitCode: 137 });
    });

    it('brings nothing back of a command that was ended', async () => {
      const aborter = new AbortController();
      const child = await sandbox.spawn(
        commandOf({
          ...shell('echo half > jobs/users.sql; echo up; exec sleep 600'),
          signal: aborter.signal,
        }),
      );
      await once(child.stdout, 'data');
      aborter.abort();
      await expect(child.ended).resolves.toEqual({ reason: 'aborted' });
      await expect(
        readFile(join(checkout, 'jobs/users.sql'), 'utf8'),
      ).resolves.toBe('select * from old\n');
      expect(cluster.jobs.size).toBe(0);
    });

    it('removes a Job that nobody wants any more before its pod has started', async () => {
      cluster.hasNode = false;
      const aborter = new AbortController();
      const spawned = sandbox.spawn(
        commandOf({ argv: ['true'], signal: aborter.signal }),
      );
      await untilTrue(() => cluster.created.length > 0);
      aborter.abort(new Error('The attempt is over'));
      await expect(spawned).rejects.toThrow('The attempt is over');
      expect(cluster.jobs.size).toBe(0);
    });

    it('gives up on a pod whose image is none', async () => {
      cluster.hasNode = false;
      const spawned = sandbox.spawn(commandOf({ argv: ['true'] }));
      await untilTrue(() => cluster.pods.size > 0);
      const state = { waiting: { reason: 'InvalidImageName' } };
      cluster.pod.status = {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'sandbox',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 0,
            state,
          },
        ],
      };
      await expect(spawned).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('InvalidImageName'),
      });
      expect(cluster.jobs.size).toBe(0);
    });

    it('runs nothing where pods can reach others', async () => {
      cluster.isNetworkOpen = true;
      await expect(
        runInCluster(sandbox, { argv: ['true'] }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('does not enforce the NetworkPolicy'),
      });
      expect(cluster.jobs.size).toBe(0);
    });
  });

  it('works for a program that makes files which it closes to itself', async () => {
    await chmod(join(checkout, 'build.sh'), 0o644);
    const { end } = await runInCluster(
      sandbox,
      shell('mkdir shut; echo x > shut/file; chmod 000 shut/file shut'),
    );
    expect(end).toEqual({ reason: 'exited', exitCode: 0 });
    await expect(readFile(join(checkout, 'shut/file'), 'utf8')).resolves.toBe(
      'x\n',
    );
  });
});

describe('KubernetesSandbox.whyUnusable', () => {
  let cluster: ClusterDouble;
  beforeEach(async () => {
    cluster = await ClusterDouble.start();
  });
  afterEach(async () => await cluster.close());

  it('can be used where the policy closes pods', async () => {
    await expect(sandboxOf(cluster).whyUnusable()).resolves.toBeUndefined();
  });

  it('cannot be used without a policy', async () => {
    cluster.policies = [];
    await expect(sandboxOf(cluster).whyUnusable()).resolves.toMatch(
      /has no NetworkPolicy skein-sandbox, .* apply deploy\/kubernetes/,
    );
  });

  it('cannot be used with a policy that lets something through', async () => {
    const [policy] = cluster.policies;
    cluster.policies = [
      { ...policy, spec: { podSelector: {}, policyTypes: ['Ingress'] } },
    ];
    await expect(sandboxOf(cluster).whyUnusable()).resolves.toContain(
      'does not close pods: it is about Ingress',
    );
  });

  it('cannot be used where we may not ask', async () => {
    cluster.fail({ method: 'GET', path: '/networkpolicies', status: 403 });
    await expect(sandboxOf(cluster).whyUnusable()).resolves.toContain(
      'Kubernetes does not let us read a NetworkPolicy',
    );
  });
});

async function untilTrue(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}
