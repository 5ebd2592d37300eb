import { randomUUID } from 'node:crypto';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type {
  DbConsumerRow,
  DbTargetEntityRow,
  DbTargetRow,
  DbTargetUpstreamRow,
} from '../database/tables';
import { databaseNow } from '../database/time';
import { repositoryName } from '../discovery/repositoryName';
import type { Plan, PlannedConsumer, PlannedTarget } from './Plan';

/** Rows for one INSERT: SQLite takes no more than 32,766 values in a statement. */
const CHUNK_SIZE = 500;

/** States that speak of an attempt. What a person decided about a target holds for the next plan, too. */
const STATES_OF_ATTEMPTS: readonly TargetState[] = [
  'queued',
  'running',
  'proposed',
  'needsHuman',
  'noChanges',
  'failed',
];

export interface StorePlanOptions {
  tx: Knex.Transaction;
  migrationId: string;
  plan: Plan;
  /** Page of a repository for people. */
  repositoryUrl(target: PlannedTarget): string;
  /** True when what agents proposed so far was for another contract. */
  contractChanged: boolean;
  actor: string;
}

type InsertOptions = Pick<
  StorePlanOptions,
  'tx' | 'migrationId' | 'repositoryUrl'
> & { late?: boolean };

export interface AddToPlanOptions extends InsertOptions {
  targets: readonly PlannedTarget[];
  consumers: readonly PlannedConsumer[];
  /** Ids of the targets that are there, by key. */
  knownIds: ReadonlyMap<string, string>;
  /** Where the consumers stand in the list. */
  firstPosition: number;
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
  await insertTargets({ ...options, late: true }, targets, ids);
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
  await insertConsumers(options, ids);
  return ids;
}

/**
 * Replaces consumers and targets of a migration that was not started. A target with the same key keeps its id, its
 * attempts, and its state unless an agent reached it for another share or another contract.
 */
export async function storePlan(options: StorePlanOptions): Promise<void> {
  const { tx, migrationId, plan } = options;
  const known = new Map(
    (
      await tx<DbTargetRow>('targets')
        .where({ migration_id: migrationId })
        .forUpdate()
    ).map(row => [row.target_key, row]),
  );
  const ids = new Map(
    plan.targets.map(({ key }) => [key, known.get(key)?.id ?? randomUUID()]),
  );
  await deleteTargets(
    tx,
    [...known.values()].filter(row => !ids.has(row.target_key)),
  );
  for (const target of plan.targets) {
    const row = known.get(target.key);
    if (row) {
      await updateTarget(options, row, target);
    }
  }
  await insertTargets(
    options,
    plan.targets.filter(({ key }) => !known.has(key)),
    ids,
  );
  await replaceTargetEntities(tx, plan.targets, ids);
  await replaceUpstreams(tx, plan.targets, ids);
  await replaceConsumers(options, ids);
}

async function deleteTargets(
  tx: Knex.Transaction,
  rows: DbTargetRow[],
): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx<DbTargetRow>('targets')
      .whereIn(
        'id',
        chunk.map(({ id }) => id),
      )
      .delete();
  }
}

async function updateTarget(
  options: StorePlanOptions,
  row: DbTargetRow,
  target: PlannedTarget,
): Promise<void> {
  const { tx, contractChanged } = options;
  const columns = columnsOf(options, target);
  if (!hasColumns(row, columns)) {
    await tx<DbTargetRow>('targets').where({ id: row.id }).update(columns);
  }
  const otherShare =
    row.paths !== columns.paths ||
    row.excluded_paths !== columns.excluded_paths;
  if (contractChanged || otherShare) {
    await startAfresh(options, row);
  }
}

/** Takes a target back to the beginning, over the states that the table of transitions allows. */
async function startAfresh(
  { tx, actor }: StorePlanOptions,
  row: DbTargetRow,
): Promise<void> {
  const reason = 'The plan changed';
  const move = (from: TargetState, to: TargetState) =>
    moveTarget({
      tx,
      targetId: row.id,
      from,
      to,
      reason,
      actor,
      changes: { attempt_id: null, conditions: '[]', failure_count: 0 },
    });
  if (!STATES_OF_ATTEMPTS.includes(row.state)) {
    return;
  }
  if (row.state !== 'queued') {
    await move(row.state, 'queued');
  }
  await move('queued', 'pending');
}

async function insertTargets(
  options: InsertOptions,
  targets: readonly PlannedTarget[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { tx, migrationId, late = false } = options;
  const now = databaseNow(tx);
  for (const chunk of chunksOf(targets)) {
    await tx<DbTargetRow>('targets').insert(
      chunk.map(target => ({
        id: ids.get(target.key)!,
        migration_id: migrationId,
        target_key: target.key,
        ...columnsOf(options, target),
        state: 'pending' as const,
        state_since: now,
        not_before: now,
        late,
      })),
    );
  }
}

function columnsOf(
  { repositoryUrl }: Pick<StorePlanOptions, 'repositoryUrl'>,
  target: PlannedTarget,
) {
  const { repository, paths, excludedPaths, ownerRef } = target;
  return {
    host: repository.host,
    repository_owner: repository.owner,
    repository_name: repository.name,
    repository_url: repositoryUrl(target),
    paths: paths ? JSON.stringify(paths) : null,
    excluded_paths: excludedPaths ? JSON.stringify(excludedPaths) : null,
    owner_ref: ownerRef ?? null,
    hops: target.hops,
    declared: target.declared,
    depth: target.depth,
  };
}

/** True when there is nothing to write: most targets of a second plan are those of the first. */
function hasColumns(
  row: DbTargetRow,
  columns: ReturnType<typeof columnsOf>,
): boolean {
  const { declared, ...texts } = columns;
  return (
    Boolean(row.declared) === declared &&
    (Object.keys(texts) as Array<keyof typeof texts>).every(
      name => row[name] === texts[name],
    )
  );
}

async function replaceTargetEntities(
  tx: Knex.Transaction,
  targets: PlannedTarget[],
  ids: Map<string, string>,
): Promise<void> {
  for (const chunk of chunksOf([...ids.values()])) {
    await tx<DbTargetEntityRow>('target_entities')
      .whereIn('target_id', chunk)
      .delete();
  }
  const rows = targets.flatMap(({ key, entityRefs }) =>
    entityRefs.map(ref => ({ target_id: ids.get(key)!, entity_ref: ref })),
  );
  for (const chunk of chunksOf(rows)) {
    await tx<DbTargetEntityRow>('target_entities').insert(chunk);
  }
}

async function replaceUpstreams(
  tx: Knex.Transaction,
  targets: PlannedTarget[],
  ids: Map<string, string>,
): Promise<void> {
  for (const chunk of chunksOf([...ids.values()])) {
    await tx<DbTargetUpstreamRow>('target_upstreams')
      .whereIn('target_id', chunk)
      .delete();
  }
  const rows = targets.flatMap(({ key, upstreamKeys = [] }) =>
    upstreamKeys.map(upstream => ({
      target_id: ids.get(key)!,
      upstream_id: ids.get(upstream)!,
    })),
  );
  for (const chunk of chunksOf(rows)) {
    await tx<DbTargetUpstreamRow>('target_upstreams').insert(chunk);
  }
}

async function replaceConsumers(
  options: StorePlanOptions,
  ids: Map<string, string>,
): Promise<void> {
  const { tx, migrationId, plan } = options;
  await tx<DbConsumerRow>('consumers')
    .where({ migration_id: migrationId })
    .delete();
  const { consumers } = plan;
  await insertConsumers({ tx, migrationId, consumers, firstPosition: 0 }, ids);
}

async function insertConsumers(
  options: Pick<
    AddToPlanOptions,
    'tx' | 'migrationId' | 'consumers' | 'firstPosition'
  >,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { tx, migrationId, consumers, firstPosition } = options;
  const rows = consumers.map((consumer, index) => ({
    id: randomUUID(),
    migration_id: migrationId,
    position: firstPosition + index,
    ...consumerColumnsOf(consumer, ids),
  }));
  for (const chunk of chunksOf(rows)) {
    await tx<DbConsumerRow>('consumers').insert(chunk);
  }
}

function consumerColumnsOf(
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

function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += CHUNK_SIZE) {
    chunks.push(rows.slice(start, start + CHUNK_SIZE));
  }
  return chunks;
}
