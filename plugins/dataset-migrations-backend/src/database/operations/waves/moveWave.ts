import type { WaveState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { assertWaveTransition } from '../../../states/assertTransition';
import type { DbWaveRow } from '../../tables';
import { databaseNow } from '../../time';
import { recordEvent } from '../events/recordEvent';

/** Columns that may change together with the state. */
export type WaveChanges = Pick<
  Knex.DbRecord<Partial<DbWaveRow>>,
  'counts_from' | 'holds_since' | 'approved_by' | 'approved_at'
>;

export interface MoveWaveOptions {
  tx: Knex.Transaction;
  wave: Pick<DbWaveRow, 'migration_id' | 'number' | 'title' | 'state'>;
  to: WaveState;
  reason: string;
  actor: string;
  changes?: WaveChanges;
}

/**
 * Moves a wave on and writes its event. False, and nothing written, if it is no longer what the caller saw, or if it
 * is to open while one before it has not passed: no caller can open a wave too early.
 */
export async function moveWave(options: MoveWaveOptions): Promise<boolean> {
  const { tx, wave, to, reason, actor, changes } = options;
  const { migration_id: migrationId, number, title, state: from } = wave;
  assertWaveTransition(from, to);
  const moved = await tx<DbWaveRow>('waves')
    .where({ migration_id: migrationId, number, state: from })
    .modify(query => {
      if (to === 'open') {
        query.whereNotExists(
          tx('waves as earlier')
            .where('earlier.migration_id', migrationId)
            .where('earlier.number', '<', number)
            .whereNot('earlier.state', 'passed')
            .select('earlier.number'),
        );
      }
    })
    .update({
      ...(changes as Partial<DbWaveRow>),
      state: to,
      state_reason: reason,
      state_since: databaseNow(tx),
    });
  if (moved === 0) {
    return false;
  }
  await recordEvent({
    tx,
    migrationId,
    actor,
    kind: 'waveMoved',
    from,
    to,
    reason: `${title} (wave ${number}): ${reason}`,
  });
  return true;
}
