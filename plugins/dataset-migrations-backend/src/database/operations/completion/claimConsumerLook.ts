import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

/** As long as one look may take before another replica tries, also after one that failed; two looks at once do no harm. */
const CLAIM_SECONDS = 600;

export interface ClaimConsumerLookOptions {
  knex: Knex;
  /** How long after its plan a migration is looked at for the first time. */
  lookAgainSeconds: number;
}

/** The migration whose consumers this replica is to look for now; undefined when none is due. */
export async function claimConsumerLook(
  options: ClaimConsumerLookOptions,
): Promise<string | undefined> {
  const { knex, lookAgainSeconds } = options;
  return await knex.transaction(async tx => {
    const due = tx<DbMigrationRow>('migrations')
      .select('id')
      .whereIn('state', ['running', 'completing', 'completed'])
      .where(when =>
        when
          .where('consumers_look_at', '<=', databaseNow(tx))
          .orWhere(first =>
            first
              .whereNull('consumers_look_at')
              .where('planned_at', '<=', nowPlus(tx, -lookAgainSeconds)),
          ),
      )
      .orderBy(['consumers_look_at', 'id'])
      .limit(1)
      .modify(skipLocked);
    const claimed = await tx<DbMigrationRow>('migrations')
      .modify(query => whereTaken(query, tx, due))
      .update({ consumers_look_at: nowPlus(tx, CLAIM_SECONDS) })
      .returning('id');
    return claimed[0]?.id;
  });
}
