import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DbTargetEntityRow } from '../database/tables';
import { chunksOf } from './chunksOf';
import { insertConsumers } from './insertConsumers';
import { insertTargets } from './insertTargets';
import { insertUpstreams } from './insertUpstreams';
import type { PlannedConsumer, PlannedTarget } from './Plan';

export interface AddToPlanOptions {
  tx: Knex.Transaction;
  migrationId: string;
  targets: readonly PlannedTarget[];
  consumers: readonly PlannedConsumer[];
  /** Ids of the targets that are there, by key. */
  knownIds: ReadonlyMap<string, string>;
  /** Where the consumers stand in the list. */
  firstPosition: number;
  /** Page of a repository for people. */
  repositoryUrl(target: PlannedTarget): string;
}

/**
 * Adds late targets and consumers to a migration that was started.
 *
 * @returns the ids of all targets by key
 */
export async function addToPlan(
  options: AddToPlanOptions,
): Promise<Map<string, string>> {
  const { tx, targets, consumers, knownIds } = options;
  const ids = new Map([
    ...knownIds,
    ...targets.map(({ key }) => [key, randomUUID()] as const),
  ]);
  await insertTargets({ ...options, ids, late: true });
  await insertUpstreams({ tx, targets, ids });
  const entities = consumers.flatMap(({ entityRef, targetKey }) =>
    entityRef === undefined || targetKey === undefined
      ? []
      : [{ target_id: ids.get(targetKey)!, entity_ref: entityRef }],
  );
  for (const chunk of chunksOf(entities)) {
    await tx<DbTargetEntityRow>('target_entities')
      .insert(chunk)
      .onConflict(['target_id', 'entity_ref'])
      .ignore();
  }
  await insertConsumers({ ...options, ids });
  return ids;
}
