import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

/** As long as one look may take before another replica tries; two looks at once do no harm. */
const CLAIM_SECONDS = 60;

/** True for the one that is to look for readers of a completing or completed migration now. */
export async function claimReaderLook(options: {
  knex: Knex;
  migrationId: string;
}): Promise<boolean> {
  const { knex, migrationId } = options;
  const claimed = await knex<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .whereIn('state', ['completing', 'completed'])
    .where(due =>
      due
        .whereNull('readers_look_at')
        .orWhere('readers_look_at', '<=', databaseNow(knex)),
    )
    .update({
      readers_look_at: nowPlus(knex, CLAIM_SECONDS),
    });
  return claimed > 0;
}
