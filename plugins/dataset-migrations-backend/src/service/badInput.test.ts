import { TestDatabases } from '@backstage/backend-test-utils';
import { CONTRACT_TEXT, NEW_DATASET } from '../tests/acmeEstate';
import { openTestDoor } from './__testUtils__/openTestDoor';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(60_000);

// what is refused is refused before a database is asked, but for rivals; one engine is enough
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('bad input', () => {
  const openDoor = async () =>
    openTestDoor({ knex: await openTestDatabase(databases, 'SQLITE_3') });

  it.each<[string, string, RegExp]>([
    [
      'a contract that is no YAML',
      'a: [',
      /The contract cannot be used:\nline 1, column 5: is not valid YAML/,
    ],
    [
      'an unknown key',
      CONTRACT_TEXT.replace('spec:', 'spec:\n  output: preserve'),
      /spec\.output/,
    ],
    [
      'an unknown column',
      CONTRACT_TEXT.replace('from: user_id', 'from: user_di'),
      /spec\.datasets\[0\]\.fields\[0\]\.from: "user_di" .*user_id/s,
    ],
    [
      'a replacement that is not in the catalog',
      CONTRACT_TEXT.replace(NEW_DATASET, 'resource:default/nowhere'),
      /spec\.datasets\[0\]\.to\.entityRef: "resource:default\/nowhere" is not in the catalog, or you may not see it; register the replacement/,
    ],
    [
      'a replacement that is no dataset',
      CONTRACT_TEXT.replace(NEW_DATASET, 'component:default/report'),
      /spec\.datasets\[0\]\.to\.entityRef: "component:default\/report" is a Component of spec\.type data-pipeline, and no dataset; write the reference of a Resource of spec\.type dataset or API of spec\.type dataset/,
    ],
  ])('refuses %s', async (_case, contract, message) => {
    const { call } = await openDoor();
    const { body } = await call('post', '/migrations', {
      body: { contract },
    }).expect(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toMatch(message);
  });

  it('refuses a dataset that is being moved already, at creation and at the start', async () => {
    const { call, plan } = await openDoor();
    const first = await plan();
    const second = await plan();
    await call('post', `/migrations/${first}/start`).expect(200);

    const create = await call('post', '/migrations', {
      body: { contract: CONTRACT_TEXT },
    }).expect(409);
    expect(create.body.error.message).toMatch(
      /resource:default\/user-activity-v1' is being moved already by 'User activity v1 → v2'/,
    );
    const start = await call('post', `/migrations/${second}/start`);
    expect(start.body.error.message).toMatch(
      /cannot start, since .* moves the same dataset and is running/,
    );
  });

  it.each<[string, 'get' | 'post', string, object | undefined, RegExp]>([
    [
      'a limit that is too large',
      'get',
      '/migrations?limit=500',
      undefined,
      /^query\.limit: (")?500(")? must be <= 200/,
    ],
    [
      'a parameter that does not exist',
      'get',
      '/migrations?sort=name',
      undefined,
      /^query\.sort: "name" is not known here; leave it out/,
    ],
    [
      'a state that does not exist',
      'get',
      '/migrations?state=done',
      undefined,
      /^query\.state\.0: "done" must be equal to one of the allowed values: draft, planned/,
    ],
    [
      'an id that is none',
      'get',
      '/migrations/7',
      undefined,
      /^params\.migrationId: "7" must match format "uuid"/,
    ],
    [
      'a cursor from elsewhere',
      'get',
      '/migrations?cursor=abc',
      undefined,
      /^query\.cursor: "abc" is not a cursor of this list; leave it out for the first page/,
    ],
    [
      'an entity reference that is none',
      'get',
      '/incoming?entityRef=%20%3A',
      undefined,
      /^query\.entityRef: " :" is not an entity reference; write kind:namespace\/name/,
    ],
    [
      'a missing contract, together with a key that does not exist',
      'post',
      '/migrations',
      { contrakt: 'x' },
      /body\.contract: is missing; give it[^]*body\.contrakt: "x" is not known here; leave it out|body\.contrakt[^]*body\.contract: is missing/,
    ],
    [
      'a deadline that is no date',
      'post',
      '/migrations',
      { contract: 'x', deadline: 'soon' },
      /body\.deadline: "soon" must match format "date"/,
    ],
  ])('refuses %s', async (_case, method, path, body, message) => {
    const { call } = await openDoor();
    const refused = await call(method, path, { body }).expect(400);
    expect(refused.body.error.name).toBe('InputError');
    expect(refused.body.error.message).toMatch(message);
  });

  it('refuses a body of more than a megabyte, and one that is no JSON', async () => {
    const { call } = await openDoor();
    const large = await call('post', '/contract-check', {
      body: { contract: 'x'.repeat(1_200_000) },
    }).expect(400);
    expect(large.body.error.message).toMatch(
      /^body: 1\.1 MB is more than 1 MB; shorten the contract/,
    );
    const broken = await call('post', '/contract-check')
      .set('content-type', 'application/json')
      .send('{ contract')
      .expect(400);
    expect(broken.body.error.message).toMatch(/^body: is not JSON/);
  });

  it.each<[string, string, string, Record<string, string>, RegExp]>([
    [
      'a NUL character, which PostgreSQL does not keep',
      '/fleet/stop',
      '{"reason":"a\\u0000"}',
      {},
      /^body\.reason: has a NUL character at position 1, .*leave it out$/,
    ],
    [
      'a body without a bottom',
      '/fleet/stop',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      {},
      /^body: is nested more than 30 levels deep; send what/,
    ],
    [
      'a body that is no JSON by its header',
      '/fleet/stop',
      'reason',
      { 'content-type': 'text/plain' },
      /^headers\.content-type: "text\/plain" is not read here; send JSON/,
    ],
    [
      'a charset that nobody knows',
      '/fleet/stop',
      '{}',
      { 'content-type': 'application/json; charset=nonsense' },
      /^headers\.content-type: the charset "nonsense" is not known here; send JSON in UTF-8$/,
    ],
    [
      'a path that cannot be read',
      '/webhooks/%E0%A4%A',
      '{}',
      {},
      /^path: ".*" cannot be read; encode what stands in it/,
    ],
  ])('refuses %s', async (_case, path, body, headers, message) => {
    const { call } = await openDoor();
    const refused = await call('post', path, { person: 'admin' })
      .set({ 'content-type': 'application/json', ...headers })
      .send(body)
      .expect(400);
    expect(refused.body.error.name).toBe('InputError');
    expect(refused.body.error.message).toMatch(message);
  });
});
