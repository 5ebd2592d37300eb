import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type request from 'supertest';

import { readRows, writeRows } from '../../../tests/openTestDatabase';
import type {
  DbEventSubscriptionRow,
  DbIdempotencyKeyRow,
  DbJobRow,
  DbLimitRow,
  DbMigrationRow,
  DbTargetRow,
  DbWaveRow,
} from '../../../database/tables';
import { databaseNow } from '../../../database/time';
import { PEOPLE, type Person } from '../../__testUtils__/callers';
import type { TestDoorOptions } from '../../__testUtils__/createTestDoor';
import {
  openTestDoor,
  type OpenTestDoor,
} from '../../__testUtils__/openTestDoor';
import type { DescribedOperation } from './describedOperations';
import { insertSubscription, toSampleSubscription } from './insertSubscription';
import { insertSampleJob } from './insertSampleJob';
import { insertWorkDone } from './insertWorkDone';
import type { SampleCall, SampleIds } from './SampleCall';

export interface SampleEstate {
  ids: SampleIds;
  /** Makes a call in an estate as it was in the beginning, but for what the call wants to be so. */
  answer(
    operation: DescribedOperation,
    call: SampleCall,
    person: Person,
  ): Promise<request.Response>;
}

/** The REST API over one migration in which there is something of everything. */
export async function openSampleEstate(
  options: TestDoorOptions,
): Promise<SampleEstate> {
  const { knex } = options;
  const door = await openTestDoor(options);
  const migrationId = await door.plan('admin');
  await knex<DbMigrationRow>('migrations').update({
    previewing: true,
    created_by: 'user:default/ida',
  });
  const target = await knex<DbTargetRow>('targets')
    .where({ owner_ref: 'group:default/marketing-analytics' })
    .first('id');
  const made = {
    migrationId,
    targetId: target!.id,
    attemptId: randomUUID(),
    approvalId: randomUUID(),
    jobId: randomUUID(),
    ruleId: 'e'.repeat(64),
    shape: 'c'.repeat(64),
    subscriptionId: randomUUID(),
  };
  await knex<DbTargetRow>('targets')
    .where({ id: made.targetId })
    .update({ state: 'needsHuman', attempt_id: made.attemptId });
  const ids = { ...made, deliveryId: await insertSubscription(knex, made) };
  await insertWorkDone(knex, ids);
  await insertSampleJob(knex, ids);
  const rows = await readRows(knex);
  let standing: { given: SampleCall['given'] } | undefined;
  return {
    ids,
    async answer(operation, call, person) {
      // what was refused or only read has changed nothing, and to empty a database takes longer than a call
      if (!standing || standing.given !== call.given) {
        await writeRows(knex, rows);
        await arrange(knex, ids, call);
      }
      const answer = await send(door, operation, { call, ids, person });
      const changed = operation.method !== 'get' && answer.ok;
      standing = changed ? undefined : { given: call.given };
      return answer;
    },
  };
}

function send(
  door: OpenTestDoor,
  operation: DescribedOperation,
  { call, ids, person }: { call: SampleCall; ids: SampleIds; person: Person },
): request.Test {
  const body = call.body?.(ids);
  const raw = call.raw ?? (body && JSON.stringify(body));
  const sent = door.call(operation.method, renderPath(operation, call, ids), {
    person,
  });
  return raw === undefined
    ? sent.set(call.headers ?? {})
    : sent
        .set({ 'content-type': 'application/json', ...call.headers })
        .send(raw);
}

async function arrange(
  knex: Knex,
  ids: SampleIds,
  { given = {} }: SampleCall,
): Promise<void> {
  const { migrationId, targetId, subscriptionId } = ids;
  if (given.migration) {
    await knex<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .update(given.migration);
  }
  if (given.target) {
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update(given.target);
  }
  if (given.wave) {
    await knex<DbWaveRow>('waves')
      .where({ migration_id: migrationId, number: 1 })
      .update(given.wave);
  }
  if (given.job) {
    await knex<DbJobRow>('jobs').where({ id: ids.jobId }).update(given.job);
  }
  for (let i = 0; i < (given.jobCount ?? 0); i += 1) {
    await insertSampleJob(knex, { ...ids, jobId: randomUUID() });
  }
  if (given.subscription) {
    await knex<DbEventSubscriptionRow>('event_subscriptions')
      .where({ id: subscriptionId })
      .update(given.subscription);
  }
  if (given.subscriptionCount) {
    await knex.batchInsert<DbEventSubscriptionRow>(
      'event_subscriptions',
      Array.from({ length: given.subscriptionCount }, () =>
        toSampleSubscription(knex, randomUUID()),
      ),
      50,
    );
  }
  if (given.usedKey) {
    await knex<DbIdempotencyKeyRow>('idempotency_keys').insert({
      actor: PEOPLE.admin[0],
      key: given.usedKey,
      request_hash: 'other',
      answer: '{}',
      answered_at: databaseNow(knex),
    });
  }
  if (given.limitCount) {
    await knex.batchInsert<DbLimitRow>(
      'limits',
      Array.from({ length: given.limitCount }, (_none, index) => ({
        kind: 'weight',
        scope: 'owner',
        subject: `group:default/team-${index}`,
        value: 2,
        set_by: 'user:default/olga',
        set_at: databaseNow(knex),
      })),
      100,
    );
  }
}

function renderPath(
  { path }: DescribedOperation,
  call: SampleCall,
  ids: SampleIds,
): string {
  const values: Record<string, string> = {
    ...ids,
    waveNumber: '1',
    host: 'github',
    ...call.path,
  };
  const query = new URLSearchParams(call.query).toString();
  return `${path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    // what is encoded already may be encoded wrongly on purpose
    values[name].startsWith('%')
      ? values[name]
      : encodeURIComponent(values[name]),
  )}${query && '?'}${query}`;
}
