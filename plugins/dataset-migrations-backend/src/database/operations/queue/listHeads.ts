import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

export type HeadRow = Pick<
  DbTargetRow,
  'id' | 'migration_id' | 'host' | 'owner_ref'
>;

export interface ListHeadsOptions {
  knex: Knex;
  /** Of each migration, how many. */
  counts: ReadonlyMap<string, number>;
  /** Hosts and teams that may begin nothing more. */
  fullHosts: string[];
  fullTeams: string[];
  /** Targets that are taken already. */
  except: string[];
}

const COLUMNS = ['id', 'migration_id', 'host', 'owner_ref'] as const;

/**
 * The targets of each migration that wait the longest and may begin, by migration in the order of their turn.
 *
 * A target that was queued with a head start has a `not_before` in the past, so that what waits ages by itself: after
 * as many hours of waiting it is as urgent.
 */
export async function listHeads(options: ListHeadsOptions): Promise<HeadRow[]> {
  const { knex, counts, fullHosts, fullTeams, except } = options;
  const lines = [...counts].map(([migrationId, count]) =>
    knex
      .from(
        knex<DbTargetRow>('targets')
          .where('migration_id', migrationId)
          // written out, so that the index over what waits is taken
          .where('state', knex.raw(`'queued'`))
          .where('not_before', '<=', databaseNow(knex))
          .whereNotIn('host', fullHosts)
          .where(team => {
            team.whereNull('owner_ref').orWhereNotIn('owner_ref', fullTeams);
          })
          .whereNotIn('id', except)
          .orderBy(['not_before', 'id'])
          .limit(count)
          .select(COLUMNS)
          .as('line'),
      )
      .select(COLUMNS),
  );
  const [first, ...others] = lines;
  if (!first) {
    return [];
  }
  return others.length === 0 ? await first : await first.unionAll(others);
}
