import type { Knex } from 'knex';
import type {
  DbEffectRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';

export interface ClaimEffectsOptions {
  tx: Knex.Transaction;
  limit: number;
  /** When it is claimed anew, unless it is settled before. */
  againSeconds: number;
  /** Hosts that are to be left alone. */
  withoutHosts: string[];
}

/** An effect with what it takes to bring it about. */
export interface ClaimedEffect {
  effect: DbEffectRow;
  pullRequest: DbPullRequestRow;
  target: DbTargetRow;
  migrationState: DbMigrationRow['state'];
}

/** Takes effects that are due, so that no other replica does for a while. What a lost replica held is taken again. */
export async function claimEffects(
  options: ClaimEffectsOptions,
): Promise<ClaimedEffect[]> {
  const { tx, limit, againSeconds, withoutHosts } = options;
  const due = tx<DbEffectRow>('effects')
    .select('id')
    .where('state', 'intended')
    .where('due_at', '<=', databaseNow(tx))
    .whereIn(
      'pull_request_id',
      tx('pull_requests').select('id').whereNotIn('host', withoutHosts),
    )
    .orderBy(['due_at', 'id'])
    .limit(limit)
    .modify(skipLocked);
  const effects = await tx<DbEffectRow>('effects')
    .whereIn('id', due)
    .where('due_at', '<=', databaseNow(tx))
    .update({
      due_at: nowPlus(tx, againSeconds),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
  const pullRequests = await tx<DbPullRequestRow>('pull_requests').whereIn(
    'id',
    effects.map(effect => effect.pull_request_id),
  );
  const targets = await tx<DbTargetRow>('targets').whereIn(
    'id',
    effects.map(effect => effect.target_id),
  );
  const migrations = await tx<DbMigrationRow>('migrations')
    .whereIn(
      'id',
      targets.map(target => target.migration_id),
    )
    .select('id', 'state');
  return effects.map(effect => {
    const target = targets.find(({ id }) => id === effect.target_id)!;
    return {
      effect,
      pullRequest: pullRequests.find(
        ({ id }) => id === effect.pull_request_id,
      )!,
      target,
      migrationState: migrations.find(({ id }) => id === target.migration_id)!
        .state,
    };
  });
}
