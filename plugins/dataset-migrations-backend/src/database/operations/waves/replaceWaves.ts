import type { Knex } from 'knex';
import type { PlannedWave } from '../../../waves/planWaves';
import type { DbTargetRow, DbWaveRow } from '../../tables';
import { databaseNow } from '../../time';

/** Targets for one statement: SQLite takes no more than 32,766 values. */
const CHUNK_SIZE = 5000;

export interface ReplaceWavesOptions {
  tx: Knex.Transaction;
  migrationId: string;
  waves: readonly PlannedWave[];
}

/** Stores the waves of a migration that was not started, all of them pending, and which targets are in which. */
export async function replaceWaves(
  options: ReplaceWavesOptions,
): Promise<void> {
  const { tx, migrationId, waves } = options;
  await tx<DbWaveRow>('waves').where({ migration_id: migrationId }).delete();
  await tx<DbWaveRow>('waves').insert(
    waves.map(({ number, title, gate }) => ({
      migration_id: migrationId,
      number,
      title,
      state: 'pending' as const,
      state_since: databaseNow(tx),
      gate: JSON.stringify(gate),
    })),
  );
  for (const { number, targetIds } of waves) {
    for (let start = 0; start < targetIds.length; start += CHUNK_SIZE) {
      await tx<DbTargetRow>('targets')
        .whereIn('id', targetIds.slice(start, start + CHUNK_SIZE))
        .update({ wave: number });
    }
  }
}
