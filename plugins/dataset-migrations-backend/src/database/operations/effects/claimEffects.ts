import type { FollowUpPolicy } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { followUpOf } from '../migrations/followUpColumns';
import type {
  DbEffectRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../tables';
import { whereWindowOpen } from '../windows/whereWindowOpen';
import { databaseNow, nowPlus, secondsSince, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimEffectsOptions {
  tx: Knex.Transaction;
  limit: number;
  /** When it is claimed anew, unless it is settled before. */
  againSeconds: number;
  /** Hosts that are to be left alone. */
  withoutHosts: string[];
}

const DAY_SECONDS = 24 * 3600;

/** An effect with what it takes to bring it about. */
export interface ClaimedEffect {
  effect: DbEffectRow;
  pullRequest: DbPullRequestRow;
  target: DbTargetRow;
  migrationState: DbMigrationRow['state'];
  /** What the migration says of the follow-up. */
  followUp?: FollowUpPolicy;
  /** The agents of the migration, in order; absent for all that are installed. */
  agents?: string[];
  /** Last day of the migration. */
  deadline?: string;
  /** For how many days people did nothing. */
  quietDays: number;
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
    .where(wanted =>
      // who asked gets an answer, whatever the migration does and whatever the hour
      wanted.where('kind', 'answerCommand').orWhereExists(
        // a migration that is paused lets nothing out, and what is in a freeze or out of hours waits
        tx('targets')
          .join('migrations', 'migrations.id', 'targets.migration_id')
          .whereRaw('targets.id = effects.target_id')
          .where(state =>
            state.where('migrations.state', 'running').orWhere(over =>
              over
                // what nobody needs may be the last that a migration waited for
                .whereRaw('effects.kind = ?', ['closeNeedless'])
                .whereIn('migrations.state', ['completing', 'completed']),
            ),
          )
          .modify(query => whereWindowOpen(query, tx, 'targets'))
          .select('targets.id'),
      ),
    )
    .orderBy(['due_at', 'id'])
    .limit(limit)
    .modify(skipLocked);
  const effects = await tx<DbEffectRow>('effects')
    .modify(query => whereTaken(query, tx, due))
    .where('due_at', '<=', databaseNow(tx))
    .update({
      due_at: nowPlus(tx, againSeconds),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
  const pullRequests: Array<
    DbPullRequestRow & { quiet_seconds: number | null }
  > = await tx<DbPullRequestRow>('pull_requests')
    .whereIn(
      'id',
      effects.map(effect => effect.pull_request_id),
    )
    .select('*')
    .select({ quiet_seconds: secondsSince(tx, 'active_at') });
  const targets = await tx<DbTargetRow>('targets').whereIn(
    'id',
    effects.map(effect => effect.target_id),
  );
  const migrations = await tx<DbMigrationRow>('migrations')
    .whereIn(
      'id',
      targets.map(target => target.migration_id),
    )
    .select(
      'id',
      'state',
      'deadline',
      'auto_merge',
      'stale_policy',
      'reactions',
      'agents',
    );
  return effects.map(effect => {
    const target = targets.find(({ id }) => id === effect.target_id)!;
    const migration = migrations.find(({ id }) => id === target.migration_id)!;
    const { quiet_seconds: quietSeconds, ...pullRequest } = pullRequests.find(
      ({ id }) => id === effect.pull_request_id,
    )!;
    return {
      effect,
      pullRequest,
      target,
      migrationState: migration.state,
      followUp: followUpOf(migration),
      agents:
        migration.agents === null ? undefined : JSON.parse(migration.agents),
      deadline: migration.deadline ?? undefined,
      quietDays: Math.floor((quietSeconds ?? 0) / DAY_SECONDS),
    };
  });
}
