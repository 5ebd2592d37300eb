import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { TemporaryDirectory } from './__fixtures__/TemporaryDirectory';

const ROOT = resolve(__dirname, '../../..');

/** Runs the program as a shell does, with the real rewriter. */
function skein(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(ROOT, 'packages/skein-cli/bin/skein'), ...args],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function rewrite(...args: string[]) {
  return skein(
    'rewrite',
    '--contract',
    'examples/user-activity-v2.yaml',
    ...args,
  );
}

// Each run compiles the sources on the way.
jest.setTimeout(120_000);

describe('bin/skein', () => {
  let checkout: TemporaryDirectory;

  beforeEach(() => {
    checkout = new TemporaryDirectory();
    checkout.write('dbt_project.yml', 'name: marketing\nversion: "1.0"\n');
    checkout.write(
      'models/active.sql',
      "select country, user_id\r\nfrom {{ ref('user_activity_v1') }}\r\n",
      0o755,
    );
    checkout.write(
      'jobs/bom.sql',
      '\uFEFFSELECT user_id FROM `acme-prod.analytics.user_activity_v1`\n',
    );
    checkout.write('jobs/other.sql', 'SELECT user_id FROM other.table\r\n');
    checkout.write('logo.png', new Uint8Array([0, 255, 1]));
  });

  afterEach(() => checkout.remove());

  it('exits with 0 when all is proved, and keeps line ends, byte order mark and mode', () => {
    const untouched = checkout.snapshot();

    const { status, stdout, stderr } = rewrite(checkout.path);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Evidence E2: no old reference');
    const bytes = (text: string) => Buffer.from(text).toString('base64');
    expect(checkout.snapshot()).toEqual({
      ...untouched,
      [checkout.resolve('models/active.sql')]: bytes(
        "select country, account_id as user_id\r\nfrom {{ ref('user_activity') }}\r\n",
      ),
      [checkout.resolve('jobs/bom.sql')]: bytes(
        '\uFEFFSELECT account_id AS user_id FROM `acme-prod.core.user_activity`\n',
      ),
    });
    expect(checkout.modeOf('models/active.sql')).toBe(0o755);
  });

  it('exits with 2 when something is left, and changes no byte with --check', () => {
    checkout.write(
      'jobs/star.sql',
      'SELECT *\nFROM analytics.user_activity_v1\n',
    );
    const before = checkout.snapshot();

    const { status, stdout } = rewrite('--check', checkout.path);

    expect(status).toBe(2);
    expect(checkout.snapshot()).toEqual(before);
    expect(stdout).toContain("+from {{ ref('user_activity') }}\r\n");
    expect(stdout).toMatch(/^ {2}jobs\/star\.sql:2:\d+: unproved: /m);
  });

  it('exits with 1 when the input cannot be used', () => {
    const { status, stdout, stderr } = rewrite('no/such/folder');

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'error: DIR: "no/such/folder" does not exist; give the folder of a checkout\n',
    );
  });
});
