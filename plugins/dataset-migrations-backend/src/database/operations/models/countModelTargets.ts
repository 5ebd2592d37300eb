import type { Knex } from 'knex';
import type { DbModelRequestRow, DbTargetRow } from '../../tables';

/** States of requests that a model may have seen. */
export const ASKED_STATES: ReadonlyArray<DbModelRequestRow['state']> = [
  'reserved',
  'recorded',
  'lost',
];

/** How many targets were worked on, and how many of them without a model. */
export interface ModelTargetCounts {
  targetsWorkedOn: number;
  targetsWithoutModel: number;
}

/** Counts the targets on which agents have come to an end, of a migration or of all. */
export async function countModelTargets(
  knex: Knex,
  migrationId?: string,
): Promise<ModelTargetCounts> {
  const count = async (withModel: boolean) => {
    const [row]: Array<{ count: number | string }> = await knex<DbTargetRow>(
      'targets',
    )
      .whereNotNull('attempt_id')
      .modify(query => {
        if (migrationId !== undefined) {
          query.where({ migration_id: migrationId });
        }
        if (withModel) {
          query.whereIn(
            'id',
            knex<DbModelRequestRow>('model_requests')
              .whereIn('state', ASKED_STATES)
              .modify(requests => {
                if (migrationId !== undefined) {
                  requests.where({ migration_id: migrationId });
                }
              })
              .select('target_id'),
          );
        }
      })
      .count({ count: '*' });
    return Number(row.count);
  };
  const targetsWorkedOn = await count(false);
  return {
    targetsWorkedOn,
    targetsWithoutModel: targetsWorkedOn - (await count(true)),
  };
}
