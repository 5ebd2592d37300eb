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
import { chunksOf } from './chunksOf';
import { insertConsumers } from './insertConsumers';
import { insertTargets, targetColumns } from './insertTargets';
import { insertUpstreams } from './insertUpstreams';
import type { Plan, PlannedTarget } from './Plan';

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
  await insertTargets({
    ...options,
    targets: plan.targets.filter(({ key }) => !known.has(key)),
    ids,
  });
  await replaceTargetEntities(tx, plan.targets, ids);
  await deleteUpstreams(tx, [...ids.values()]);
  await insertUpstreams({ tx, targets: plan.targets, ids });
  await tx<DbConsumerRow>('consumers')
    .where({ migration_id: migrationId })
    .delete();
  const { consumers } = plan;
  await insertConsumers({ tx, migrationId, consumers, ids, firstPosition: 0 });
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
  const { tx, contractChanged, repositoryUrl } = options;
  const columns = targetColumns(target, repositoryUrl(target));
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

/** True when there is nothing to write: most targets of a second plan are those of the first. */
function hasColumns(
  row: DbTargetRow,
  columns: ReturnType<typeof targetColumns>,
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

async function deleteUpstreams(
  tx: Knex.Transaction,
  targetIds: readonly string[],
): Promise<void> {
  for (const chunk of chunksOf(targetIds)) {
    await tx<DbTargetUpstreamRow>('target_upstreams')
      .whereIn('target_id', chunk)
      .delete();
  }
}
