import { TestDatabases } from '@backstage/backend-test-utils';
import type { DbTargetRow } from '../database/tables';
import { BEFORE, PublishingBench } from './__testUtils__/PublishingBench';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('publishing anew, %s', id => {
  let bench: PublishingBench;

  beforeEach(async () => {
    bench = await PublishingBench.open(databases, id);
  });

  afterEach(async () => {
    await bench.close();
  });

  it('takes a branch of its own for another generation', async () => {
    const { targetId, name } = await bench.insertTarget({ generation: 2 });

    await bench.publish();

    await expect(
      bench.git.head(`acme/${name}`, `${bench.branchOf(targetId)}-g2`),
    ).resolves.toBeDefined();
    expect(bench.host.pullRequests[0].body).toContain(`${targetId}:2 -->`);
  });

  it('pushes a newer patch over its older one, and keeps what people wrote below', async () => {
    const { targetId, name, baseSha } = await bench.insertTarget();
    await bench.publish();
    const [opened] = bench.host.pullRequests;
    opened.body += '\nPlease wait for the audit.';
    await bench
      .knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state: 'publishing' });
    await bench.insertAttempt(targetId, baseSha, '-- other\n', 2);
    await bench.waitForTurn();

    await bench.publish();

    await expect(
      bench.git.show(
        `acme/${name}`,
        `${bench.branchOf(targetId)}:jobs/daily.sql`,
      ),
    ).resolves.toBe('-- other');
    expect(bench.host.pullRequests).toHaveLength(1);
    expect(opened.body).toMatch(/-->\nPlease wait for the audit\.$/);
  });

  it('has a patch made anew that became outdated while its pull request is open, and keeps its place with the reviewers', async () => {
    const { targetId, name, baseSha } = await bench.insertTarget();
    await bench.publish();
    const head = await bench.git.head(`acme/${name}`, bench.branchOf(targetId));
    await bench.git.commit(`acme/${name}`, {
      'jobs/daily.sql': `-- v2\n${BEFORE}`,
    });
    await bench
      .knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state: 'publishing' });
    await bench.insertAttempt(targetId, baseSha, '-- other\n', 2);
    await bench.waitForTurn();

    await bench.publish();

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'queued',
      begun_generation: 1,
    });
    await expect(
      bench.git.head(`acme/${name}`, bench.branchOf(targetId)),
    ).resolves.toBe(head);
  });

  it('publishes when the base moved on elsewhere', async () => {
    const { targetId, name } = await bench.insertTarget();
    await bench.git.commit(`acme/${name}`, { 'README.md': 'new' });

    await bench.publish();

    expect((await bench.targetOf(targetId)).state).toBe('prOpen');
  });

  it('has the patch made anew when the base moved on in a changed file', async () => {
    const { targetId, name } = await bench.insertTarget();
    await bench.git.commit(`acme/${name}`, {
      'jobs/daily.sql': `-- v2\n${BEFORE}`,
    });

    await bench.publish();

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'queued',
      state_reason:
        'jobs/daily.sql changed on main since the patch was made; it is made anew',
    });
    expect(bench.host.pullRequests).toEqual([]);
  });
});
