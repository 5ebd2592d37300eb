import { ServiceUnavailableError } from '@backstage/errors';
import { ConfigReader } from '@backstage/config';
import type { VerifyOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { EventEmitter, once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { BubblewrapSandbox } from '../sandbox/bubblewrap/BubblewrapSandbox';
import type { Sandbox, SandboxCommand } from '../sandbox/Sandbox';
import { UnconfinedSandbox } from '../sandbox/unconfined/UnconfinedSandbox';
import { describeWithSandbox } from '../tests/describeWithSandbox';
import { readRepositoryChecksConfig } from './readRepositoryChecksConfig';
import { repositoryChecks } from './repositoryChecks';

const config = readRepositoryChecksConfig(new ConfigReader({}));

/** Lets through, and remembers what ran. */
class CountingSandbox implements Sandbox {
  readonly id = 'counting';
  readonly commands: string[] = [];
  readonly #inner: Sandbox;
  readonly #news = new EventEmitter();

  constructor(inner: Sandbox) {
    this.#inner = inner;
  }
  async whyUnusable() {
    return undefined;
  }
  async spawn(command: SandboxCommand) {
    const started = await this.#inner.spawn(command);
    this.commands.push(command.argv.slice(0, 3).join(' '));
    this.#news.emit('started');
    return started;
  }
  async untilRun(command: string) {
    while (!this.commands.includes(command)) {
      await once(this.#news, 'started');
    }
  }
}

type Files = Record<string, string>;

const NODE_TESTS = `
const { test } = require('node:test');
const { readFileSync } = require('node:fs');
const sql = readFileSync('a.sql', 'utf8');
test('reads a table', () => { if (!sql.includes('FROM')) throw new Error('no table'); });
test('was always broken', () => { throw new Error('old'); });
`;
const PACKAGE = JSON.stringify({
  scripts: { test: 'node --test --test-reporter=tap test.js' },
});

describeWithSandbox('repositoryChecks', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checks-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: string, files: Files) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true });
      await writeFile(join(folder, name, path), content, { mode: 0o755 });
    }
    return join(folder, name);
  }

  /** A patch that makes `after` of `before`, over files that stay. */
  async function patch(options: {
    stays?: Files;
    before: Files;
    after: Files;
  }) {
    const { stays = {}, before, after } = options;
    const base = await write('base', { ...stays, ...before });
    const checkout = await write('checkout', { ...stays, ...after });
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const bytes = (text: string | undefined) =>
      text === undefined ? undefined : Buffer.from(text);
    const asked: string[] = [];
    const verify: VerifyOptions = {
      contract: JSON.parse('{}'),
      checkout,
      changedFiles: paths.map(path => ({
        path,
        before: bytes(before[path]),
        after: bytes(after[path]),
      })),
      findings: [],
      entrustedFiles: [],
      signal: new AbortController().signal,
      async baseCheckout() {
        asked.push('base');
        return base;
      },
    };
    return { verify, asked };
  }

  function verifier(
    sandbox: Sandbox = new BubblewrapSandbox(),
    disabled: string[] = [],
  ) {
    return repositoryChecks({
      sandbox: async () => sandbox,
      config: { ...config, disabled },
    });
  }

  it('finds what tests failed after the patch and not before, and leaves the rest be', async () => {
    const stays = { 'package.json': PACKAGE, 'test.js': NODE_TESTS };
    const { verify } = await patch({
      stays,
      before: { 'a.sql': 'SELECT 1 FROM old' },
      after: { 'a.sql': 'SELECT 1' },
    });
    const { status, detail } = await verifier().verify(verify);
    expect(status).toBe('failed');
    expect(detail).toContain('reads a table');
    expect(detail).not.toContain('was always broken');
  });

  it('takes failures that were there before for none', async () => {
    const stays = { 'package.json': PACKAGE, 'test.js': NODE_TESTS };
    const { verify, asked } = await patch({
      stays,
      before: { 'a.sql': 'SELECT 1 FROM old' },
      after: { 'a.sql': 'SELECT 1 FROM new' },
    });
    const result = await verifier().verify(verify);
    expect(result).toEqual({
      status: 'proved',
      detail: expect.stringContaining('fails as it did before'),
    });
    expect(asked).toEqual(['base']);
  });

  it('refutes Python that no longer compiles, and proves nothing by Python that does', async () => {
    const broken = await patch({
      before: { 'dag.py': 'x = 1\n' },
      after: { 'dag.py': 'def (:\n' },
    });
    await expect(verifier().verify(broken.verify)).resolves.toEqual({
      status: 'failed',
      detail: expect.stringMatching(
        /py_compile fails, and did not before:\n.*SyntaxError/s,
      ),
    });
    const fine = await patch({
      before: { 'dag.py': 'x = 1\n' },
      after: { 'dag.py': 'x = 2\n' },
    });
    await expect(verifier().verify(fine.verify)).resolves.toEqual({
      status: 'notApplicable',
      detail: 'py_compile passes.',
    });
  });

  it('lets a check write as it likes, and nothing of it stays', async () => {
    const { verify } = await patch({
      stays: {
        'package.json': JSON.stringify({
          scripts: { test: 'touch made a.sql && rm package.json' },
        }),
      },
      before: { 'a.sql': '1' },
      after: { 'a.sql': '2' },
    });
    await expect(verifier().verify(verify)).resolves.toMatchObject({
      status: 'proved',
    });
    expect((await readdir(verify.checkout)).sort()).toEqual([
      'a.sql',
      'package.json',
    ]);
  });

  it('runs nothing twice on the same tree', async () => {
    const stays = { 'package.json': PACKAGE, 'test.js': NODE_TESTS };
    const { verify } = await patch({
      stays,
      before: { 'a.sql': 'SELECT 1 FROM old' },
      after: { 'a.sql': 'SELECT 1 FROM new' },
    });
    const sandbox = new CountingSandbox(new BubblewrapSandbox());
    const checks = verifier(sandbox);
    const first = await checks.verify(verify);
    const ran = [...sandbox.commands];
    expect(await checks.verify(verify)).toEqual(first);
    expect(ran).toEqual(['npm --version', 'npm test', 'npm test']);
    expect(sandbox.commands).toEqual(ran);

    await cp(verify.checkout, join(folder, 'moved'), { recursive: true });
    await writeFile(join(folder, 'moved/a.sql'), 'SELECT 2 FROM new');
    await checks.verify({ ...verify, checkout: join(folder, 'moved') });
    expect(sandbox.commands.slice(ran.length)).toEqual(['npm test']);
  });

  it('says which tool is not there, and takes the rest for no proof', async () => {
    const { verify } = await patch({
      stays: { 'ruff.toml': '', 'conftest.py': '', 'test_a.py': '' },
      before: { 'a.py': 'x = 1\n' },
      after: { 'a.py': 'x = 2\n' },
    });
    const { status, detail } = await verifier(undefined, ['pytest']).verify(
      verify,
    );
    expect({ status, detail }).toEqual({
      status: 'notApplicable',
      detail:
        'ruff was not run: it is not installed where checks run. py_compile passes.',
    });
  });

  it('checks nothing where there is no sandbox, and says why', async () => {
    const { verify } = await patch({
      before: { 'a.py': '' },
      after: { 'a.py': 'x' },
    });
    const checks = repositoryChecks({
      sandbox: async () => {
        throw new ServiceUnavailableError('there is no sandbox here');
      },
      config,
    });
    await expect(checks.verify(verify)).resolves.toEqual({
      status: 'notApplicable',
      detail: 'there is no sandbox here',
    });
  });

  it('has nothing to say of a repository without checks', async () => {
    const { verify } = await patch({
      before: { 'a.sql': '1' },
      after: { 'a.sql': '2' },
    });
    await expect(verifier().verify(verify)).resolves.toMatchObject({
      status: 'notApplicable',
      detail: expect.stringContaining('no checks that are known'),
    });
  });

  it('ends with an error, not with an answer, when it is aborted', async () => {
    const { verify } = await patch({
      stays: { 'package.json': '{"scripts":{"test":"sleep 600"}}' },
      before: { 'a.sql': '1' },
      after: { 'a.sql': '2' },
    });
    const abort = new AbortController();
    const sandbox = new CountingSandbox(new BubblewrapSandbox());
    const answer = verifier(sandbox).verify({
      ...verify,
      signal: abort.signal,
    });
    await sandbox.untilRun('npm test');
    abort.abort();
    await expect(answer).rejects.toThrow();
  });

  /** Tools that are on few machines, as programs that fail as those do when the file says `broken`. */
  const FAKES: Array<[string, string, Files, string]> = [
    [
      'ruff check',
      'ruff',
      { 'ruff.toml': '', 'a.py': 'x = 1' },
      'a.py:1:1: F821 Undefined name',
    ],
    [
      'sqlfluff lint',
      'sqlfluff',
      { '.sqlfluff': '', 'a.sql': '' },
      '== [a.sql] FAIL\nL:   3 | P:   1 | PRS | broken',
    ],
    [
      'dbt --no-use-colors',
      'dbt',
      { 'dbt_project.yml': '', 'a.sql': '' },
      'Compilation Error\n  broken',
    ],
    ['terraform validate', 'terraform', { 'a.tf': '' }, 'Error: broken'],
    ['mvn --offline', 'mvn', { 'pom.xml': '', 'a.sql': '' }, '[ERROR] broken'],
    [
      'gradle --offline',
      'gradle',
      { 'build.gradle': '', 'a.sql': '' },
      'broken() FAILED',
    ],
    ['sbt -batch', 'sbt', { 'build.sbt': '', 'a.sql': '' }, '[error] broken'],
  ];

  it.each(FAKES)('runs %s', async (command, tool, files, complaint) => {
    const bin = await write('bin', {
      [tool]: `#!/bin/sh\ncase "$*" in *ersion*) exit 0;; esac\nif grep -qr broken .; then cat <<'END'\n${complaint}\nEND\nexit 1; fi\n`,
    });
    const path = process.env.PATH;
    process.env.PATH = [bin, path].join(delimiter);
    try {
      const changed = Object.keys(files).at(-1)!;
      const { verify } = await patch({
        before: files,
        after: { ...files, [changed]: `${files[changed]}# broken` },
      });
      const sandbox = new CountingSandbox(new UnconfinedSandbox());
      const result = await verifier(sandbox, ['py_compile']).verify(verify);
      expect(result).toEqual({
        status: 'failed',
        detail: expect.stringMatching(
          /fails, and did not before:\n.*(?:broken|F821)/,
        ),
      });
      expect(
        sandbox.commands.filter(ran => ran.startsWith(command)),
      ).toHaveLength(2);
    } finally {
      process.env.PATH = path;
    }
  });

  it.each([
    [
      { disabled: ['nose'] },
      /disabled: "nose" is not known; use py_compile, ruff/,
    ],
    [
      { secondsAtMost: 0 },
      /secondsAtMost: 0 is out of range; give a number from 1 to 7200/,
    ],
    [
      { caches: [{ source: 'm2', target: '/x' }] },
      /caches\[0\]\.source: "m2" is no absolute path/,
    ],
  ])('refuses %j', (checks, message) => {
    expect(() =>
      readRepositoryChecksConfig(
        new ConfigReader({
          datasetMigrations: { codingAgents: { repositoryChecks: checks } },
        }),
      ),
    ).toThrow(message);
  });
});
