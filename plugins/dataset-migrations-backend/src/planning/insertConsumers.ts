import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DbConsumerRow } from '../database/tables';
import { repositoryName } from '../discovery/repositoryName';
import { chunksOf } from './chunksOf';
import type { PlannedConsumer } from './Plan';

export interface InsertConsumersOptions {
  tx: Knex.Transaction;
  migrationId: string;
  consumers: readonly PlannedConsumer[];
  /** Ids of the targets by key. */
  ids: ReadonlyMap<string, string>;
  /** Where the consumers stand in the list. */
  firstPosition: number;
}

/** Stores who reads the dataset, and which target covers whom. */
export async function insertConsumers(
  options: InsertConsumersOptions,
): Promise<void> {
  const { tx, migrationId, consumers, ids, firstPosition } = options;
  const rows = consumers.map((consumer, index) => ({
    id: randomUUID(),
    migration_id: migrationId,
    position: firstPosition + index,
    ...columnsOf(consumer, ids),
  }));
  for (const chunk of chunksOf(rows)) {
    await tx<DbConsumerRow>('consumers').insert(chunk);
  }
}

function columnsOf(
  consumer: PlannedConsumer,
  ids: ReadonlyMap<string, string>,
): Omit<DbConsumerRow, 'id' | 'migration_id' | 'position'> {
  const { repository, targetKey } = consumer;
  return {
    entity_ref: consumer.entityRef ?? null,
    title: consumer.title,
    owner_ref: consumer.ownerRef ?? null,
    repository: repository ? repositoryName(repository) : null,
    path: consumer.path ?? null,
    hops: consumer.hops,
    declared: consumer.declared,
    included: targetKey !== undefined,
    target_id: targetKey === undefined ? null : ids.get(targetKey)!,
    problem: consumer.problem ?? null,
    evidence: JSON.stringify(consumer.evidence),
  };
}
