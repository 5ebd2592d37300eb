import { TestDatabases } from '@backstage/backend-test-utils';
import type { WaveState } from '@skein/backstage-plugin-dataset-migrations-common';
import { randomUUID } from 'node:crypto';
import type {
  DbPullRequestRow,
  DbTargetRow,
  DbWaveRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { openTestDatabase } from '../tests/openTestDatabase';
import {
  createWaveBench,
  type WaveBench,
} from './__testUtils__/createWaveBench';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('gates of waves, %s', databaseId => {
  let bench: WaveBench;

  beforeEach(async () => {
    bench = createWaveBench(await openTestDatabase(databases, databaseId));
  });

  async function insertPullRequest(
    targetId: string,
    columns: Partial<DbPullRequestRow>,
  ) {
    const now = databaseNow(bench.knex);
    await bench.knex<DbPullRequestRow>('pull_requests').insert({
      id: randomUUID(),
      target_id: targetId,
      generation: 1,
      host: 'localhost:4400',
      repository_owner: 'acme',
      repository_name: 'jobs',
      number: 1,
      url: '',
      title: '',
      branch: '',
      head_sha: '',
      state: 'open',
      observed_at: now,
      look_at: now,
      ...columns,
    });
  }

  it.each<[string, Partial<DbPullRequestRow>, WaveState]>([
    [
      'pending checks',
      { checks: '[{"name":"a","state":"pending"}]' },
      'draining',
    ],
    ['checks that may still begin', { checks: '[]' }, 'draining'],
    ['failed checks', { checks: '[{"name":"a","state":"failed"}]' }, 'halted'],
    [
      'passed checks',
      { checks: '[{"name":"\\"state\\":\\"failed\\"","state":"passed"}]' },
      'passed',
    ],
  ])('looks at %s of pull requests', async (_case, pullRequest, state) => {
    const { targetIds } = await bench.insertWaves({
      gate: { maxChecksFailedShare: 0.5 },
      targets: ['prOpen'],
    });
    await insertPullRequest(targetIds[0], pullRequest);

    await bench.keeper.tick();

    expect(await bench.wavesOf()).toEqual([state]);
  });

  it('knows of no checks only after a while', async () => {
    const { targetIds } = await bench.insertWaves({
      gate: { maxChecksFailedShare: 0.5 },
      targets: ['prOpen'],
    });
    await insertPullRequest(targetIds[0], { checks: '[]' });
    await bench.knex<DbTargetRow>('targets').update({
      state_since: nowPlus(bench.knex, -121),
    });

    await bench.keeper.tick();

    expect(await bench.wavesOf()).toEqual(['passed']);
  });

  it('soaks by the clock of the database, and anew after something is under way again', async () => {
    const { targetIds } = await bench.insertWaves(
      { gate: { soakMinutes: 10 }, targets: ['merged'] },
      { targets: ['pending'] },
    );
    const heldFor = async (seconds: number) =>
      await bench
        .knex<DbWaveRow>('waves')
        .where({ number: 1 })
        .update({ holds_since: nowPlus(bench.knex, -seconds) });
    await bench.keeper.tick();
    await heldFor(590);
    await bench.keeper.tick();
    expect(await bench.reasonOf(1)).toBe('1 more minute without a failure');

    await bench.setState(targetIds[0], 'publishing');
    await bench.keeper.tick();
    await bench.setState(targetIds[0], 'merged');
    await bench.keeper.tick();
    expect(await bench.reasonOf(1)).toBe('10 more minutes without a failure');

    await heldFor(600);
    await bench.keeper.tick();
    expect(await bench.wavesOf()).toEqual(['passed', 'open']);
  });
});
