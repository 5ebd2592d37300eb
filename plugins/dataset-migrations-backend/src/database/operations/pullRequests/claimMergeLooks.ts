import type {
  AutoMergeChoice,
  Evidence,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbPullRequestRow, DbTargetRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';
import { whereWindowOpen } from '../windows/whereWindowOpen';

export interface ClaimMergeLooksOptions {
  tx: Knex.Transaction;
  limit: number;
  nextSeconds: number;
  /** In lower case: owner/name, or owner/* for all of an owner. */
  repositories: readonly string[];
}

/** An open pull request in a repository that allows it to be merged by itself. */
export interface MergeLook {
  pullRequest: DbPullRequestRow;
  conditions: DbTargetRow['conditions'];
  /** What the migration says of it. */
  choice?: AutoMergeChoice;
  evidence?: Evidence;
}

/**
 * Takes open pull requests of repositories that allow to merge them, where the hours allow it now, and puts their next
 * turn off.
 */
export async function claimMergeLooks(
  options: ClaimMergeLooksOptions,
): Promise<MergeLook[]> {
  const { tx, limit, nextSeconds, repositories } = options;
  const places = repositories.map(() => '?').join(', ');
  const due = tx<DbPullRequestRow>('pull_requests')
    .select('id')
    .where('state', 'open')
    .where(turn =>
      turn.whereNull('merge_at').orWhere('merge_at', '<=', databaseNow(tx)),
    )
    .where(allowed =>
      allowed
        .whereRaw(
          `lower(repository_owner || '/' || repository_name) in (${places})`,
          [...repositories],
        )
        .orWhereRaw(`lower(repository_owner || '/*') in (${places})`, [
          ...repositories,
        ]),
    )
    .whereExists(
      tx('targets')
        .select('targets.id')
        .join('migrations', 'migrations.id', 'targets.migration_id')
        .whereRaw('targets.id = pull_requests.target_id')
        .whereRaw('targets.generation = pull_requests.generation')
        .where({ 'targets.state': 'prOpen', 'migrations.state': 'running' })
        .modify(query => whereWindowOpen(query, tx, 'targets')),
    )
    .orderBy('id')
    .limit(limit)
    .modify(skipLocked);
  const rows = await tx<DbPullRequestRow>('pull_requests')
    .modify(query => whereTaken(query, tx, due))
    .update({ merge_at: nowPlus(tx, nextSeconds) })
    .returning('*');
  const facts: Array<{
    id: string;
    conditions: string;
    evidence: string | null;
    auto_merge: string | null;
  }> = await tx('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .leftJoin('attempts', 'attempts.id', 'targets.attempt_id')
    .whereIn(
      'targets.id',
      rows.map(row => row.target_id),
    )
    .select(
      'targets.id',
      'targets.conditions',
      'attempts.evidence',
      'migrations.auto_merge',
    );
  return rows.map(pullRequest => {
    const {
      conditions,
      evidence,
      auto_merge: choice,
    } = facts.find(({ id }) => id === pullRequest.target_id)!;
    return {
      pullRequest,
      conditions,
      evidence: evidence === null ? undefined : JSON.parse(evidence),
      choice: choice === null ? undefined : JSON.parse(choice),
    };
  });
}
