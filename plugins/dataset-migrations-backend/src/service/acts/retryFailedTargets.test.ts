import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../database/tables';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDoor } from '../__testUtils__/openTestDoor';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('retrying, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  /** A migration with two failures of agents, one that a person has to mend, and one target that went well. */
  async function openFailures(state: 'running' | 'paused' | 'completed') {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      state,
      targets: [
        {
          state: 'failed',
          failure_class: 'agent',
          agent_failure_count: 3,
          state_reason: 'The agent rewriter failed: 100% odd',
        },
        {
          state: 'failed',
          failure_class: 'agent',
          state_reason: 'The agent rewriter failed: even',
        },
        {
          state: 'failed',
          failure_class: 'permanent',
          state_reason: 'Bad credentials',
        },
        { state: 'merged' },
      ],
    });
    const { call, auditor } = await openTestDoor({ knex });
    return {
      auditor,
      targetIds,
      retry: (body: object) =>
        call('post', `/migrations/${migrationId}/retry-failed`, { body }),
      call,
      migrationId,
    };
  }

  const statesOf = async () =>
    (await knex<DbTargetRow>('targets').select('state'))
      .map(({ state }) => state)
      .sort();

  it('says in a dry run which targets it would retry, and touches none', async () => {
    const { retry, auditor } = await openFailures('running');

    const { body } = await retry({ dryRun: true }).expect(200);

    expect(body).toMatchObject({ total: 3, retried: 0, dryRun: true });
    expect(body.targets).toHaveLength(3);
    expect(await statesOf()).toEqual(['failed', 'failed', 'failed', 'merged']);
    expect(auditor.createEvent.mock.calls[0][0].eventId).toBe(
      'migration-retry-failed-check',
    );
  });

  it.each([
    [{}, 3],
    [{ failureClass: 'agent' }, 2],
    [{ failureClass: 'rate' }, 0],
    [{ text: 'bad CREDENTIALS' }, 1],
    [{ text: '100%' }, 1],
    [{ failureClass: 'permanent', text: 'agent' }, 0],
  ])('retries those that %j names', async (filter, count) => {
    const { retry } = await openFailures('paused');

    const { body } = await retry(filter).expect(200);

    expect(body).toMatchObject({ total: count, retried: count });
    await expect(
      knex<DbTargetRow>('targets').where({ state: 'queued' }),
    ).resolves.toHaveLength(count);
    await expect(
      knex('events').where({ kind: 'targetMoved', to_state: 'queued' }),
    ).resolves.toHaveLength(count);
  });

  it('begins anew: nothing is counted against a target that is retried, and a migration that was over runs', async () => {
    const { retry, targetIds, migrationId } = await openFailures('completed');

    await retry({ agent: 'coding', reason: 'The agent is mended' }).expect(200);

    await expect(
      knex<DbTargetRow>('targets').where({ id: targetIds[0] }).first(),
    ).resolves.toMatchObject({
      state: 'queued',
      state_reason: 'The agent is mended',
      agent: 'coding',
      agent_failure_count: 0,
      failure_class: null,
    });
    await expect(
      knex('migrations').where({ id: migrationId }).first('state'),
    ).resolves.toEqual({ state: 'running' });
  });

  it('runs one target again with another agent, and refuses one that is not installed', async () => {
    const { call, targetIds } = await openFailures('running');
    const retryOne = (body: object) =>
      call('post', `/targets/${targetIds[0]}/retry`, {
        person: 'admin',
        body,
      });

    const refused = await retryOne({ agent: 'nobody' }).expect(400);
    expect(refused.body.error.message).toBe(
      "body.agent: 'nobody' is not installed; give one of rewriter, coding, or none for the whole chain",
    );
    const { body } = await retryOne({ agent: 'coding' }).expect(200);

    expect(body).toMatchObject({
      state: 'queued',
      agent: 'coding',
      stateReason: 'Retried with the agent coding',
    });
    await expect(
      knex<DbTargetRow>('targets').where({ id: targetIds[0] }).first(),
    ).resolves.toMatchObject({ agent: 'coding' });
  });
});
