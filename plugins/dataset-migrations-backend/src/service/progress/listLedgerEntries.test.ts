import { TestDatabases } from '@backstage/backend-test-utils';
import {
  checkLedger,
  type EventKind,
  type LedgerEntry,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type { DbEventRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const KINDS: readonly EventKind[] = [
  'migrationCreated',
  'targetJoined',
  'targetMoved',
  'conditionsChanged',
  'commented',
];

describe.each(databases.eachSupportedId())('the ledger, %s', databaseId => {
  let knex: Knex;
  let migrationId: string;
  let targetId: string;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    const inserted = await insertTestMigration({ knex, targets: [{}] });
    ({ migrationId } = inserted);
    [targetId] = inserted.targetIds;
    await knex<DbEventRow>('events').delete();
  });

  async function record(kind: EventKind, secondsAgo: number) {
    await knex.transaction(tx =>
      recordEvent({ tx, migrationId, targetId, actor: 'skein', kind }),
    );
    await knex<DbEventRow>('events')
      .where({ kind })
      .update({ at: nowPlus(knex, -secondsAgo) });
  }

  async function load(limit: number): Promise<LedgerEntry[]> {
    const { call } = await openTestDoor({ knex });
    const entries: LedgerEntry[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await call('get', `/migrations/${migrationId}/ledger`)
        .query({ limit, cursor })
        .expect(200);
      entries.push(...body.items);
      cursor = body.pageInfo.nextCursor;
    } while (cursor !== undefined);
    return entries;
  }

  it('is the same chain, whatever the size of its pages', async () => {
    for (const kind of KINDS) {
      await record(kind, 3600);
    }

    const entries = await load(2);

    expect(entries.map(({ kind }) => kind)).toEqual(KINDS);
    expect(entries[0]).toMatchObject({
      targetId,
      repository: expect.stringMatching(/^.+\/.+\/.+$/),
    });
    expect(await load(200)).toEqual(entries);
    expect((await checkLedger(migrationId, entries)).head).toEqual({
      number: 5,
      hash: entries[4].hash,
    });
  });

  it('gives out nothing that something may still come before', async () => {
    await record('decisionMade', 3600);
    await record('decisionEnded', 5);
    // written by a transaction that began before and ended later
    await record('commented', 3600);

    expect((await load(200)).map(({ kind }) => kind)).toEqual(['decisionMade']);
  });

  it('shows nothing of another migration', async () => {
    const other = await insertTestMigration({ knex, targets: [{}] });
    await record('decisionMade', 3600);
    await knex.transaction(tx =>
      recordEvent({
        tx,
        migrationId: other.migrationId,
        actor: 'skein',
        kind: 'reminded',
      }),
    );
    await knex<DbEventRow>('events').update({ at: nowPlus(knex, -3600) });

    const kinds = (await load(200)).map(({ kind }) => kind);

    expect(kinds).toContain('decisionMade');
    expect(kinds).not.toContain('reminded');
  });
});
