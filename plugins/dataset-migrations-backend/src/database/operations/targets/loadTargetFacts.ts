import type { Knex } from 'knex';
import type {
  DbAttemptRow,
  DbDecisionRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbRevertRow,
  DbTargetEntityRow,
  DbTargetRow,
  DbWaveRow,
} from '../../tables';
import { listStandingDecisions } from '../decisions/listStandingDecisions';
import { revertGeneration } from '../reverts/revertGeneration';
import { listUpstreamWaits, type UpstreamWait } from './listUpstreamWaits';

/** What is shown of the attempt that counts; its patch is not among it, since it may be long. */
export type AttemptFacts = Pick<
  DbAttemptRow,
  | 'id'
  | 'findings'
  | 'evidence'
  | 'files_changed'
  | 'lines_added'
  | 'lines_removed'
  | 'shape'
>;

/** A target with what other tables say of it. */
export interface TargetFacts {
  row: DbTargetRow;
  migration: DbMigrationRow;
  entityRefs: string[];
  attempt?: AttemptFacts;
  /** Of the newest generation that has one. */
  pullRequest?: DbPullRequestRow;
  /** The last one that somebody asked for, while it speaks of what the target is. */
  revert?: { row: DbRevertRow; pullRequest?: DbPullRequestRow };
  wave?: DbWaveRow;
  /** Set while it waits for what it reads. */
  upstreamWait?: UpstreamWait;
  /** What was said about it and stands. */
  decision?: DbDecisionRow;
}

/** Adds migration, entities, attempt, pull requests, reverts, wave and decision to targets, with eight statements however many there are. */
export async function loadTargetFacts(
  knex: Knex,
  rows: readonly DbTargetRow[],
): Promise<TargetFacts[]> {
  const ids = rows.map(row => row.id);
  const migrations = await knex<DbMigrationRow>('migrations').whereIn('id', [
    ...new Set(rows.map(row => row.migration_id)),
  ]);
  const entities = await knex<DbTargetEntityRow>('target_entities')
    .whereIn('target_id', ids)
    .orderBy('entity_ref');
  const attempts: AttemptFacts[] = await knex<DbAttemptRow>('attempts')
    .whereIn(
      'id',
      rows.flatMap(row => row.attempt_id ?? []),
    )
    .select(
      'id',
      'findings',
      'evidence',
      'files_changed',
      'lines_added',
      'lines_removed',
      'shape',
    );
  const pullRequests = await knex<DbPullRequestRow>('pull_requests')
    .whereIn('target_id', ids)
    .orderBy('generation', 'desc');

  const reverts = await knex<DbRevertRow>('reverts')
    .whereIn('target_id', ids)
    .orderBy('number', 'desc');

  const waves = await knex<DbWaveRow>('waves').whereIn(
    'migration_id',
    migrations.map(({ id }) => id),
  );

  const decisions = await listStandingDecisions(knex, ids);

  const upstreamWaits = await listUpstreamWaits(
    knex,
    rows
      .filter(({ state }) => state === 'pending' || state === 'proposed')
      .map(({ id }) => id),
  );

  const migrationById = new Map(migrations.map(row => [row.id, row]));
  const attemptById = new Map(attempts.map(row => [row.id, row]));
  return rows.map(row => ({
    row,
    migration: migrationById.get(row.migration_id)!,
    entityRefs: entities
      .filter(({ target_id }) => target_id === row.id)
      .map(({ entity_ref }) => entity_ref),
    attempt:
      row.attempt_id === null ? undefined : attemptById.get(row.attempt_id),
    pullRequest: pullRequests.find(
      ({ target_id, generation }) => target_id === row.id && generation > 0,
    ),
    revert: findRevert(row, reverts, pullRequests),
    decision: decisions.find(({ target_id }) => target_id === row.id),
    upstreamWait: upstreamWaits.find(({ targetId }) => targetId === row.id),
    wave: waves.find(
      wave =>
        wave.migration_id === row.migration_id && wave.number === row.wave,
    ),
  }));
}

/** What is done about an earlier generation says nothing of the one that followed. */
function findRevert(
  target: DbTargetRow,
  reverts: readonly DbRevertRow[],
  pullRequests: readonly DbPullRequestRow[],
): TargetFacts['revert'] {
  const row = reverts.find(({ target_id }) => target_id === target.id);
  return row && row.generation === target.generation
    ? {
        row,
        pullRequest: pullRequests.find(
          ({ target_id, generation }) =>
            target_id === target.id &&
            generation === revertGeneration(row.number),
        ),
      }
    : undefined;
}
