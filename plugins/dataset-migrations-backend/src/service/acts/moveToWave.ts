import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  MoveToWaveRequest,
  WaveList,
  WaveRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { listWaves } from '../../database/operations/waves/listWaves';
import type { DbTargetRow, DbWaveRow } from '../../database/tables';
import { advanceWaves } from '../../waves/advanceWaves';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { WaveContext } from '../waves/DefaultWaveService';
import { changeWaves } from './changeWaves';

/** Refused targets that an error names; nobody reads more. */
const MOST_NAMES = 5;

/** Puts targets that were not released yet into a wave; they stay there when the migration is planned anew. */
export async function moveToWave(
  context: WaveContext,
  request: WaveRequest & MoveToWaveRequest,
  { credentials }: CallOptions,
): Promise<WaveList> {
  const { migrationId, waveNumber, dryRun } = request;
  const targetIds = [...new Set(request.targetIds)];
  const actor = actorOf(context.auth, credentials);
  return changeWaves(context, {
    migrationId,
    when: ['planned', 'running', 'paused'],
    verb: 'filled',
    dryRun,
    async change(tx, { state }) {
      const wave = await getWave(tx, migrationId, waveNumber);
      const movable = await tx<DbTargetRow>('targets')
        .where({ migration_id: migrationId })
        .whereIn('id', targetIds)
        .modify(query => {
          if (state !== 'planned') {
            query.where({ state: 'pending' });
          }
        })
        .update({ wave: waveNumber, wave_by_hand: true })
        .returning('id');
      const moved = new Set(movable.map(({ id }) => id));
      const refused = targetIds.filter(id => !moved.has(id));
      if (refused.length > 0) {
        throw new ConflictError(
          `body.targetIds: ${refused.slice(0, MOST_NAMES).join(', ')}${
            refused.length > MOST_NAMES ? ' and others' : ''
          }: not targets of this migration, or released already; leave them out`,
        );
      }
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'waveChanged',
        reason: `${wave.title} (wave ${waveNumber}): ${moved.size} targets put into it`,
      });
      if (state === 'running') {
        await advanceWaves({ tx, migrationId, actor });
      }
    },
  });
}

/** A wave by its number; throws `NotFoundError`. */
export async function getWave(
  tx: Knex,
  migrationId: string,
  waveNumber: number,
): Promise<DbWaveRow> {
  const waves = await listWaves(tx, migrationId);
  const wave = waves.find(({ number }) => number === waveNumber);
  if (!wave) {
    throw new NotFoundError(
      `There is no wave ${waveNumber}; the migration has ${waves.length}`,
    );
  }
  return wave;
}
