import type { BurnUp } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { chooseStepSeconds } from '../../burnUp/chooseStepSeconds';
import { foldBurnUp } from '../../burnUp/foldBurnUp';
import { countPlannedTargets } from '../../database/operations/burnUp/countPlannedTargets';
import { sumBurnUpMoves } from '../../database/operations/burnUp/sumBurnUpMoves';
import { readDatabaseClock, toIso } from '../../database/time';
import { getMigrationRow } from '../getMigrationView';

/** How a migration went so far, from its events; throws `NotFoundError`. */
export async function getBurnUp(
  knex: Knex,
  migrationId: string,
): Promise<BurnUp> {
  const { planned_at, state, state_since } = await getMigrationRow(
    knex,
    migrationId,
  );
  if (planned_at === null) {
    return { points: [] };
  }
  const isOver = state === 'completed' || state === 'cancelled';
  const endSeconds = isOver
    ? secondsOf(toIso(state_since))
    : Math.ceil((await readDatabaseClock(knex)).toSeconds());
  const originSeconds = Math.min(secondsOf(toIso(planned_at)), endSeconds);
  const stepSeconds = chooseStepSeconds(endSeconds - originSeconds);
  return {
    points: foldBurnUp({
      originSeconds,
      endSeconds,
      stepSeconds,
      plannedTargets: await countPlannedTargets(knex, migrationId),
      moves: await sumBurnUpMoves(knex, {
        migrationId,
        originSeconds,
        stepSeconds,
      }),
    }),
  };
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
