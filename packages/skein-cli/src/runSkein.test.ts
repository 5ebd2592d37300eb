import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { TemporaryDirectory } from './__fixtures__/TemporaryDirectory';
import { wordRewriter } from './__fixtures__/wordRewriter';

const EXAMPLE_CONTRACT = resolve(
  __dirname,
  '../../../examples/user-activity-v2.yaml',
);
import type { Rewriter } from './rewrite/Rewriter';
import { runSkein } from './runSkein';

const OLD = 'select user_id from analytics.user_activity_v1';
const NEW = 'select user_id from core.user_activity';

describe('skein', () => {
  let checkout: TemporaryDirectory;
  let elsewhere: TemporaryDirectory;

  beforeEach(() => {
    checkout = new TemporaryDirectory();
    elsewhere = new TemporaryDirectory();
  });

  afterEach(() => {
    checkout.remove();
    elsewhere.remove();
  });

  async function skein(...args: string[]) {
    return skeinWith(wordRewriter, ...args);
  }

  async function skeinWith(rewriter: Rewriter, ...args: string[]) {
    const printed = { stdout: '', stderr: '' };
    const exitCode = await runSkein({
      args,
      workingDirectory: elsewhere.path,
      stdout: { write: text => (printed.stdout += text) },
      stderr: { write: text => (printed.stderr += text) },
      rewriter,
    });
    return { exitCode, ...printed };
  }

  function rewrite(...args: string[]) {
    return skein('rewrite', '--contract', EXAMPLE_CONTRACT, ...args);
  }

  describe('rewrite', () => {
    it('changes files, keeps the rest byte for byte, and exits with 0 when all is proved', async () => {
      checkout.write('jobs/crlf.sql', `-- é\r\n${OLD}\r\n`);
      checkout.write('bom.sql', `\uFEFF${OLD}`, 0o755);
      checkout.write('other.sql', 'select 1\r\n');
      checkout.write('logo.png', new Uint8Array([0, 1, 2]));
      const untouched = checkout.snapshot();

      const { exitCode, stdout } = await rewrite(checkout.path);

      expect(exitCode).toBe(0);
      const bytes = (text: string) => Buffer.from(text).toString('base64');
      expect(checkout.snapshot()).toEqual({
        ...untouched,
        [checkout.resolve('jobs/crlf.sql')]: bytes(`-- é\r\n${NEW}\r\n`),
        [checkout.resolve('bom.sql')]: bytes(`\uFEFF${NEW}`),
      });
      expect(checkout.modeOf('bom.sql')).toBe(0o755);
      expect(stdout).toBe(
        [
          'Changed 2 files (3 text files read)',
          '  bom.sql: 1 edit',
          '  jobs/crlf.sql: 1 edit',
          '',
          'Evidence E2: no old reference',
          '  E1 parses: proved. Every changed file parses.',
          '  E2 no old reference: proved. 0 references are left.',
          '',
          'Left nothing',
          '',
        ].join('\n'),
      );
    });

    it('lists what it left with file, line and column, and exits with 2', async () => {
      checkout.write('a.sql', `${OLD}\nwhere plan_tier = 'legacy'\n`);

      const { exitCode, stdout } = await rewrite(checkout.path);

      expect(exitCode).toBe(2);
      expect(checkout.read('a.sql')).toContain(NEW);
      expect(stdout).toContain(
        [
          'Left 1 place for a person',
          '  a.sql:2:7: judgement: Tiers were merged; decide.',
          "    where plan_tier = 'legacy'",
        ].join('\n'),
      );
    });

    it('lists a symbolic link that leaves the directory, and does not write through it', async () => {
      elsewhere.write('theirs.sql', OLD);
      symlinkSync(elsewhere.resolve('theirs.sql'), checkout.resolve('a.sql'));

      const { exitCode, stdout } = await rewrite(checkout.path);

      expect(exitCode).toBe(2);
      expect(elsewhere.read('theirs.sql')).toBe(OLD);
      expect(stdout).toContain(
        'a.sql: unreadable: is a symbolic link that leaves the directory',
      );
    });

    it('changes no byte with --check, and prints a diff that git applies', async () => {
      checkout.write('models/a.sql', `-- one\r\n${OLD}`);
      const before = checkout.snapshot();

      const { exitCode, stdout } = await rewrite('--check', checkout.path);

      expect(exitCode).toBe(0);
      expect(checkout.snapshot()).toEqual(before);
      expect(stdout).toContain(
        [
          'diff --git a/models/a.sql b/models/a.sql',
          '--- a/models/a.sql',
          '+++ b/models/a.sql',
          '@@ -1,2 +1,2 @@',
          ' -- one\r',
          `-${OLD}`,
          '\\ No newline at end of file',
          `+${NEW}`,
          '\\ No newline at end of file',
        ].join('\n'),
      );
      expect(stdout).toContain('Would change 1 file');

      execFileSync('git', ['apply', '-'], {
        cwd: checkout.path,
        input: stdout,
        env: { ...process.env, GIT_CEILING_DIRECTORIES: checkout.path },
      });
      expect(checkout.read('models/a.sql')).toBe(`-- one\r\n${NEW}`);
    });

    it('prints the same as JSON with --json', async () => {
      checkout.write('a.sql', `${OLD}\nwhere plan_tier = 'legacy'\n`);

      const { exitCode, stdout } = await rewrite('--json', checkout.path);

      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        exitCode: 2,
        written: true,
        changed: [{ path: 'a.sql', edits: 1 }],
        level: 'E2',
        left: [{ kind: 'judgement', file: 'a.sql', line: 2, column: 7 }],
      });
    });

    it('changes nothing when it runs a second time', async () => {
      checkout.write('a.sql', OLD);
      await rewrite(checkout.path);
      const before = checkout.snapshot();

      const { exitCode, stdout } = await rewrite(checkout.path);

      expect(exitCode).toBe(0);
      expect(checkout.snapshot()).toEqual(before);
      expect(stdout).toContain('Nothing to change (1 text file read)');
    });

    it('writes nothing and exits with 1 when the patch would not parse', async () => {
      checkout.write('a.sql', OLD);
      const careless: Rewriter = {
        ...wordRewriter,
        verifyRewrite: async options => ({
          ...(await wordRewriter.verifyRewrite(options)),
          parses: { status: 'failed', detail: 'a.sql does not parse.' },
        }),
      };

      const { exitCode, stdout } = await skeinWith(
        careless,
        'rewrite',
        '--contract',
        EXAMPLE_CONTRACT,
        checkout.path,
      );

      expect(exitCode).toBe(1);
      expect(checkout.read('a.sql')).toBe(OLD);
      expect(stdout).toContain('Would change 1 file');
      expect(stdout).toContain('Evidence E0: unproved');
      expect(stdout).toContain('E1 parses: failed. a.sql does not parse.');
    });

    it('does not let code of a repository steer the terminal', async () => {
      checkout.write('a.sql', "where plan_tier = '\u001b[2J'\n");

      const { stdout } = await rewrite(checkout.path);

      expect(stdout).toContain("where plan_tier = '\\x1b[2J'");
    });
  });

  describe('bad input', () => {
    it.each([
      ['a directory that does not exist', 'nowhere', 'does not exist'],
      ['a file in place of a directory', 'file.sql', 'is not a directory'],
    ])('refuses %s with exit code 1', async (_case, directory, mend) => {
      elsewhere.write('file.sql', OLD);

      const { exitCode, stderr } = await rewrite(directory);

      expect(exitCode).toBe(1);
      expect(stderr).toBe(
        `error: DIR: "${directory}" ${mend}; give the folder of a checkout\n`,
      );
    });

    it.each([
      ['that does not exist', 'none.yaml', 'does not exist'],
      ['that is a folder', '.', 'is a directory'],
    ])('refuses a contract %s', async (_case, file, mend) => {
      const { exitCode, stderr } = await skein(
        'rewrite',
        '--contract',
        file,
        checkout.path,
      );

      expect(exitCode).toBe(1);
      expect(stderr).toBe(
        `error: --contract: "${file}" ${mend}; give the file of a mapping contract\n`,
      );
    });

    it('refuses a contract that is not UTF-8', async () => {
      elsewhere.write('c.yaml', new Uint8Array([0x6b, 0xff, 0xfe]));

      const { exitCode, stderr } = await skein('contract', 'check', 'c.yaml');

      expect(exitCode).toBe(1);
      expect(stderr).toContain('FILE: "c.yaml" is not UTF-8 text');
    });

    it('names every problem of a contract and touches no file', async () => {
      elsewhere.write('c.yaml', 'kind: MappingContract\nspek: {}\n');
      checkout.write('a.sql', OLD);

      const { exitCode, stderr } = await skein(
        'rewrite',
        '--contract',
        'c.yaml',
        checkout.path,
      );

      expect(exitCode).toBe(1);
      expect(stderr).toContain('error: --contract: "c.yaml" is refused');
      expect(stderr).toContain(
        'apiVersion: is missing; write skein.dev/v1alpha1',
      );
      expect(stderr).toContain(
        'spek: "{}" is not a known key; did you mean spec?',
      );
      expect(checkout.read('a.sql')).toBe(OLD);
    });

    it.each([
      ['no contract', ['rewrite', '.'], /required option '--contract <FILE>'/],
      ['no directory', ['rewrite', '--contract', 'c'], /missing .*'DIR'/],
      ['an unknown command', ['rewrit'], /unknown command 'rewrit'/],
      [
        'an unknown option',
        ['rewrite', '--chek', '--contract', 'c', '.'],
        /unknown option '--chek'/,
      ],
    ])('refuses %s with exit code 1', async (_case, args, message) => {
      const { exitCode, stderr } = await skein(...args);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(message);
    });
  });

  describe('contract', () => {
    it('finds nothing wrong with the example', async () => {
      const { exitCode, stdout } = await skein(
        'contract',
        'check',
        EXAMPLE_CONTRACT,
      );

      expect(exitCode).toBe(0);
      expect(stdout).toContain('nothing is wrong with it');
    });

    it('prints problems as JSON and exits with 1', async () => {
      elsewhere.write('c.yaml', 'a: 1\na: 2\n');

      const { exitCode, stdout } = await skein(
        'contract',
        'check',
        '--json',
        'c.yaml',
      );

      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout).problems).toEqual([
        {
          path: 'line 2, column 1',
          mend: 'names the key a a second time; keep one of the two',
        },
      ]);
    });

    it('explains a contract in plain words', async () => {
      const { exitCode, stdout } = await skein(
        'contract',
        'explain',
        EXAMPLE_CONTRACT,
      );

      expect(exitCode).toBe(0);
      expect(stdout).toContain(
        'user_id is now called account_id; its values are the same.\n',
      );
    });

    it('refuses an expression that would inject a statement', async () => {
      elsewhere.write(
        'c.yaml',
        readFileSync(EXAMPLE_CONTRACT, 'utf8').replace(
          'to: account_id }',
          'to: account_id, expression: "{account_id} + (SELECT 1)" }',
        ),
      );

      const { exitCode, stderr } = await skein('contract', 'check', 'c.yaml');

      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        'spec.datasets[0].fields[0].expression: "{account_id} + (SELECT 1)" holds a query of its own',
      );
    });

    it('prints the compatibility view in a dialect', async () => {
      const { exitCode, stdout } = await skein(
        'contract',
        'view',
        EXAMPLE_CONTRACT,
        '--dialect',
        'snowflake',
      );

      expect(exitCode).toBe(0);
      expect(stdout).toContain(
        'CREATE OR REPLACE VIEW "acme-prod".analytics.user_activity_v1 AS\nSELECT\n  account_id AS user_id,',
      );
    });

    it.each([
      [
        ['--dialect', 'oracle'],
        '--dialect: "oracle" is not a dialect; use one of bigquery',
      ],
      [
        ['--dataset', '2'],
        '--dataset: "2" is not a dataset of the contract; it has one',
      ],
    ])('refuses to print a view with %s', async (flags, message) => {
      const { exitCode, stderr } = await skein(
        'contract',
        'view',
        EXAMPLE_CONTRACT,
        ...flags,
      );

      expect(exitCode).toBe(1);
      expect(stderr).toContain(message);
    });

    it('prints the guide for people', async () => {
      const { exitCode, stdout } = await skein(
        'contract',
        'guide',
        EXAMPLE_CONTRACT,
        '--deadline',
        '15 January',
      );

      expect(exitCode).toBe(0);
      expect(stdout).toContain('## By when\n\n15 January\n');
    });

    it('drafts a contract that check accepts', async () => {
      elsewhere.write('old.sql', 'CREATE TABLE d.old (user_id INT64, n INT64)');
      elsewhere.write(
        'new.json',
        '[{"name":"userId","type":"INTEGER"},{"name":"n","type":"INTEGER"}]',
      );

      const { exitCode, stdout } = await skein(
        'contract',
        'draft',
        '--from',
        'old.sql',
        '--to',
        'new.json',
        '--to-table',
        'd.new',
      );

      expect(exitCode).toBe(0);
      expect(stdout).toContain('to: userId');
      elsewhere.write('c.yaml', stdout);
      const check = await skein('contract', 'check', 'c.yaml');
      expect(check.exitCode).toBe(0);
    });

    it('refuses a schema that it cannot read', async () => {
      elsewhere.write('a.sql', 'SELECT 1');

      const { exitCode, stderr } = await skein(
        'contract',
        'draft',
        '--from',
        'a.sql',
        '--to',
        'a.sql',
      );

      expect(exitCode).toBe(1);
      expect(stderr).toContain('--from: "a.sql" holds no CREATE TABLE');
    });
  });

  it('helps with exit code 0', async () => {
    const { exitCode, stdout } = await skein('rewrite', '--help');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Exit code: 0 all is proved');
  });
});
