import type { Knex } from 'knex';
import type { DbTargetRow } from '../database/tables';
import { databaseNow } from '../database/time';
import { chunksOf } from './chunksOf';
import type { PlannedTarget } from './Plan';

export interface InsertTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  targets: readonly PlannedTarget[];
  /** Ids of the targets by key. */
  ids: ReadonlyMap<string, string>;
  /** Page of a repository for people. */
  repositoryUrl(target: PlannedTarget): string;
  /** They were found after the start. */
  late?: boolean;
}

/** Stores new targets of a plan. */
export async function insertTargets(
  options: InsertTargetsOptions,
): Promise<void> {
  const { tx, migrationId, targets, ids, repositoryUrl, late } = options;
  const now = databaseNow(tx);
  for (const chunk of chunksOf(targets)) {
    await tx<DbTargetRow>('targets').insert(
      chunk.map(target => ({
        id: ids.get(target.key)!,
        migration_id: migrationId,
        target_key: target.key,
        ...targetColumns(target, repositoryUrl(target)),
        state: 'pending' as const,
        state_since: now,
        not_before: now,
        late: late ?? false,
      })),
    );
  }
}

/** What a plan says of a target, as columns. */
export function targetColumns(target: PlannedTarget, repositoryUrl: string) {
  const { repository, paths, excludedPaths, ownerRef } = target;
  return {
    host: repository.host,
    repository_owner: repository.owner,
    repository_name: repository.name,
    repository_url: repositoryUrl,
    paths: paths ? JSON.stringify(paths) : null,
    excluded_paths: excludedPaths ? JSON.stringify(excludedPaths) : null,
    owner_ref: ownerRef ?? null,
    hops: target.hops,
    declared: target.declared,
    depth: target.depth,
  };
}
