import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Checkout } from '../__testUtils__/Checkout';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';

jest.setTimeout(60_000);

describe('git over HTTP', () => {
  let estate: TestEstate;

  beforeAll(async () => {
    estate = await startTestEstate({ withTrouble: true });
  });

  afterAll(() => estate.remove());
  afterEach(() => estate.set({ mode: 'up' }));

  it('refuses to clone and to push without a token', async () => {
    await expect(
      Checkout.of(estate, 'churn-report', { token: undefined }),
    ).rejects.toThrow('could not read Username');

    const checkout = await Checkout.of(estate, 'churn-report');
    await checkout.git(
      'remote',
      'set-url',
      'origin',
      `${estate.url}/acme/churn-report.git`,
    );
    await expect(checkout.push('x', 'x.txt', 'x\n')).rejects.toThrow(
      'could not read Username',
    );
  });

  it('refuses a token that nobody has', async () => {
    await expect(
      Checkout.of(estate, 'churn-report', { token: 'stolen' }),
    ).rejects.toThrow('Authentication failed');
  });

  it('takes a bearer token in a header, which stays out of the address', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');

    const refs = await checkout.git(
      '-c',
      `http.extraHeader=Authorization: Bearer ${estate.token}`,
      'ls-remote',
      `${estate.url}/acme/churn-report.git`,
    );

    expect(refs).toContain('refs/heads/main');
  });

  it('fetches a commit by its sha alone', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    const sha = await checkout.push('aside', 'x.txt', 'x\n');
    const other = await Checkout.of(estate, 'pricing-sql');

    await other.git(
      'fetch',
      '--quiet',
      '--depth=1',
      `${estate.url.replace(
        '//',
        `//x:${estate.token}@`,
      )}/acme/churn-report.git`,
      sha,
    );

    expect(await other.git('show', `${sha}:x.txt`)).toBe('x');
  });

  it('refuses a push whose lease is out of date', async () => {
    const mine = await Checkout.of(estate, 'churn-report');
    const theirs = await Checkout.of(estate, 'churn-report');
    const seen = await mine.push('shared', 'x.txt', 'mine\n');
    await theirs.git('checkout', '--quiet', 'main');
    await theirs.git('fetch', '--quiet', 'origin', 'shared');
    await theirs.git('checkout', '--quiet', '-B', 'shared', 'FETCH_HEAD');
    await theirs.push('shared', 'x.txt', 'theirs\n');

    await mine.git('commit', '--quiet', '--amend', '-m', 'Again');

    await expect(
      mine.git(
        'push',
        '--quiet',
        `--force-with-lease=shared:${seen}`,
        'origin',
        'shared',
      ),
    ).rejects.toThrow('stale info');
  });

  it('refuses pushes to archived repositories', async () => {
    const checkout = await Checkout.of(estate, 'trouble-archived');

    await expect(checkout.push('x', 'x.txt', 'x\n')).rejects.toThrow('403');
  });

  it('is down when the estate is', async () => {
    await estate.set({ mode: 'down' });

    await expect(Checkout.of(estate, 'churn-report')).rejects.toThrow('503');
  });

  it('gives every repository the same first commit on every machine', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');

    expect(await checkout.git('rev-parse', 'origin/main')).toBe(
      'b43e4c353568f30b03294f738ad5823d2247892d',
    );
  });

  it('keeps carriage returns, bytes that are no UTF-8, and symbolic links', async () => {
    const finance = await Checkout.of(estate, 'finance-sql-jobs');
    const encodings = await Checkout.of(estate, 'trouble-encodings');
    const links = await Checkout.of(estate, 'trouble-symlink');

    expect(
      await readFile(
        join(finance.directory, 'jobs/active_users_monthly.sql'),
        'utf8',
      ),
    ).toMatch(/^select user_id, count\(\*\) as months\r\n/);
    expect(
      await readFile(join(encodings.directory, 'latin1.sql'), 'latin1'),
    ).toContain('Übersicht für Köln');
    expect(await links.git('ls-files', '--stage', 'shared.sql')).toMatch(
      /^120000 /,
    );
  });
});
