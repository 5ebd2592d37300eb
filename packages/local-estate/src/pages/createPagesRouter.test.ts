import { Checkout } from '../__testUtils__/Checkout';
import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';

jest.setTimeout(60_000);

const REPOSITORY = { owner: 'acme', repo: 'churn-report' };

describe('pages for people', () => {
  let estate: TestEstate;
  let number: number;
  let changes = 0;

  beforeAll(async () => {
    estate = await startTestEstate();
  });

  afterAll(() => estate.remove());

  beforeEach(async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    const branch = `change-${(changes += 1)}`;
    await checkout.push(branch, 'note.txt', `<b>${branch}</b>\n`);
    const { data } = await createClient(estate).pulls.create({
      ...REPOSITORY,
      head: branch,
      base: 'main',
      title: 'Read <img src=x onerror=alert(1)>',
      body: [
        '"><script>alert(1)</script>',
        '[run](javascript:alert(1)) [guide](https://docs.acme.example/)',
        '',
        '| old | new |',
        '|---|---|',
        '| `user_id` | `account_id` |',
        '',
        '- [ ] decide',
        '<!-- for machines -->',
      ].join('\n'),
    });
    number = data.number;
  });

  const page = () => `${estate.url}/acme/churn-report/pull/${number}`;
  const press = (
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    fetch(page(), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  const read = async () =>
    (
      await createClient(estate).pulls.get({
        ...REPOSITORY,
        pull_number: number,
      })
    ).data;

  it('show a pull request at the address that the API names, and nothing of it as HTML', async () => {
    const { html_url: address } = await read();
    expect(address).toBe(page());

    const text = await (await fetch(address)).text();

    expect(text).toContain('Read &lt;img src=x onerror=alert(1)&gt;');
    // a line of the diff is a line of the page
    expect(text).toMatch(/\n<span class="plus">\+&lt;b&gt;change-/);
    expect(text).not.toMatch(/<script|<img|<b>/);
  });

  it('show the description as Markdown, without what is dangerous or not for people', async () => {
    const text = await (await fetch(page())).text();

    expect(text).toContain('<td><code>account_id</code></td>');
    expect(text).toContain('<a href="https://docs.acme.example/">guide</a>');
    expect(text).toContain('☐ decide');
    expect(text).not.toMatch(/href="javascript:|for machines/);
  });

  it('merge, as the person that was chosen', async () => {
    const response = await press({ as: 'ben', action: 'merge' });

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(new URL(page()).pathname);
    expect(await read()).toMatchObject({
      merged: true,
      merged_by: { login: 'ben' },
    });
    const text = await (await fetch(page())).text();
    expect(text).toContain('>merged</span');
    expect(text).not.toContain('value="merge"');
  });

  it('approve and close', async () => {
    await press({ as: 'freya', action: 'approve' });
    await press({ as: 'freya', action: 'close' });

    expect(await read()).toMatchObject({ state: 'closed', merged: false });
    const { data: reviews } = await createClient(estate).pulls.listReviews({
      ...REPOSITORY,
      pull_number: number,
    });
    expect(reviews).toMatchObject([
      { user: { login: 'freya' }, state: 'APPROVED' },
    ]);
  });

  it('say why a button could not do its work', async () => {
    await press({ as: 'ben', action: 'close' });

    const response = await press({ as: 'ben', action: 'merge' });

    expect(response.status).toBe(405);
    expect(await response.text()).toContain('Pull Request is not mergeable');
  });

  it('take no form of another site, of nobody, and for nothing', async () => {
    const foreign = await press(
      { as: 'ben', action: 'merge' },
      { origin: 'https://elsewhere.example' },
    );
    expect(foreign.status).toBe(403);
    expect((await press({ as: 'zoe', action: 'merge' })).status).toBe(422);
    expect((await press({ as: 'ben', action: 'sing' })).status).toBe(422);
    expect((await read()).state).toBe('open');
  });

  it('list repositories, and the pull requests and files of one', async () => {
    const all = await (await fetch(estate.url)).text();
    expect(all).toContain('href="/acme/marketing-dbt"');

    const one = await (await fetch(`${estate.url}/acme/churn-report`)).text();
    expect(one).toContain(`href="/acme/churn-report/pull/${number}"`);
    expect(one).toContain('href="/acme/churn-report/blob/main/report.sql"');

    const file = await fetch(
      `${estate.url}/acme/churn-report/blob/main/report.sql`,
    );
    expect(await file.text()).toContain('silent_users');
  });
});
