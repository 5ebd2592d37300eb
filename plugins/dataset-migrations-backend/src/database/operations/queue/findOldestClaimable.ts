import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow, secondsSince } from '../../time';
import { whereMigrationWorks } from './whereMigrationWorks';

interface AgeRow {
  waited: number | null;
  due: number | null;
}

/** For how many seconds the oldest target has been waiting that might be attempted now; 0 when none waits. */
export async function findOldestClaimable(knex: Knex): Promise<number> {
  const due = () =>
    knex<DbTargetRow>('targets')
      .join('migrations', 'migrations.id', 'targets.migration_id')
      .modify(whereMigrationWorks)
      .where('targets.state', knex.raw(`'queued'`))
      .where('targets.not_before', '<=', databaseNow(knex));
  // one that was put off waits from when it is due, and one that is preferred from when it was queued
  const [row]: AgeRow[] = await knex
    .from(
      due()
        .select({
          waited: secondsSince(knex, 'targets.state_since'),
          due: secondsSince(knex, 'targets.not_before'),
        })
        .as('waiting'),
    )
    .select(
      knex.raw(
        'max(case when waited < due then waited else due end) as waited',
      ),
    );
  return Math.max(0, Number(row?.waited ?? 0));
}
