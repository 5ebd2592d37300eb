import { resolve } from 'node:path';
import { TemporaryDirectory } from '../__fixtures__/TemporaryDirectory';
import { runSkein } from '../runSkein';

const EXAMPLE_CONTRACT = resolve(
  __dirname,
  '../../../../examples/user-activity-v2.yaml',
);
jest.setTimeout(120_000);

const OLD = 'select user_id from analytics.user_activity_v1\n';
const RIGHT = 'select account_id as user_id from core.user_activity\n';
const WRONG = 'select sessions as user_id from core.user_activity\n';

describe('skein verify', () => {
  let base: TemporaryDirectory;
  let patched: TemporaryDirectory;

  beforeEach(() => {
    base = new TemporaryDirectory();
    patched = new TemporaryDirectory();
    base.write('q.sql', OLD);
  });

  afterEach(() => {
    base.remove();
    patched.remove();
  });

  async function verify(...args: string[]) {
    const printed = { stdout: '', stderr: '' };
    const exitCode = await runSkein({
      args: ['verify', '--contract', EXAMPLE_CONTRACT, ...args],
      workingDirectory: base.path,
      stdout: { write: text => (printed.stdout += text) },
      stderr: { write: text => (printed.stderr += text) },
    });
    return { exitCode, ...printed };
  }

  it('proves a right change up to its results', async () => {
    patched.write('q.sql', RIGHT);

    const { exitCode, stdout } = await verify(
      '--base',
      base.path,
      '--level',
      'E5',
      patched.path,
    );

    expect(stdout).toContain(
      '1 file changed (1 text file read), E5 wanted, E5 proved',
    );
    expect(stdout).toContain('    q.sql:1: proved. It binds against the new');
    expect(stdout).toContain('E4 own checks pass: not run.');
    expect(exitCode).toBe(0);
  });

  it('exits with 2 below the level that is wanted', async () => {
    patched.write('q.sql', WRONG);

    const { exitCode, stdout } = await verify(
      '--base',
      base.path,
      '--json',
      patched.path,
    );

    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 2,
      wanted: 'E3',
      level: 'E0',
      changed: ['q.sql'],
      proof: { sameResults: { status: 'failed' } },
    });
    expect(exitCode).toBe(2);
  });

  it('applies a patch in memory', async () => {
    patched.write(
      'change.diff',
      `--- a/q.sql\n+++ b/q.sql\n@@ -1 +1 @@\n-${OLD}+${RIGHT}`,
    );

    const { exitCode, stdout } = await verify(
      '--patch',
      patched.resolve('change.diff'),
      base.path,
    );

    expect(stdout).toContain('E3 wanted, E5 proved');
    expect(exitCode).toBe(0);
    expect(base.read('q.sql')).toBe(OLD);
  });

  it.each([
    ['neither side', [], 'give one of the two'],
    ['an unknown level', ['--base', '.', '--level', 'E9'], 'E1, E2, E3, E5'],
    ['a patch that is not there', ['--patch', 'none.diff'], 'none.diff'],
  ])('refuses %s', async (_case, args, message) => {
    const { exitCode, stderr } = await verify(...args, base.path);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });

  it('refuses a patch that does not apply', async () => {
    patched.write(
      'change.diff',
      '--- a/q.sql\n+++ b/q.sql\n@@ -1 +1 @@\n-select 1\n+select 2\n',
    );

    const { exitCode, stderr } = await verify(
      '--patch',
      patched.resolve('change.diff'),
      base.path,
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain('does not apply to q.sql');
  });
});
