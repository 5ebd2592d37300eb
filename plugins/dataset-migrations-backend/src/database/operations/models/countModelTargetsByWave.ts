import type { Knex } from 'knex';
import type { DbModelRequestRow, DbTargetRow } from '../../tables';
import { ASKED_STATES, type ModelTargetCounts } from './countModelTargets';

/** The same as `countModelTargets`, for each wave of a migration in which an agent has come to an end. */
export async function countModelTargetsByWave(
  knex: Knex,
  migrationId: string,
): Promise<Map<number, ModelTargetCounts>> {
  const rows: Array<{
    wave: number;
    worked_on: number | string;
    with_model: number | string;
  }> = await knex<DbTargetRow>('targets')
    .leftJoin(
      knex<DbModelRequestRow>('model_requests')
        .where({ migration_id: migrationId })
        .whereIn('state', ASKED_STATES)
        .distinct('target_id')
        .as('asked'),
      'asked.target_id',
      'targets.id',
    )
    .where({ 'targets.migration_id': migrationId })
    .whereNotNull('targets.attempt_id')
    .whereNotNull('targets.wave')
    .groupBy('targets.wave')
    .select('targets.wave')
    .count({ worked_on: '*', with_model: 'asked.target_id' });
  return new Map(
    rows.map(({ wave, worked_on, with_model }) => [
      Number(wave),
      {
        targetsWorkedOn: Number(worked_on),
        targetsWithoutModel: Number(worked_on) - Number(with_model),
      },
    ]),
  );
}
