import type { WavePlan } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { listWaves } from '../database/operations/waves/listWaves';
import type { DbMigrationRow } from '../database/tables';
import { advanceWaves } from './advanceWaves';
import type { WaveDefaults } from './defaultWaves';
import { recallTargets } from './recallTargets';
import { storeWaves } from './storeWaves';

export interface StartWavesOptions {
  tx: Knex.Transaction;
  row: Pick<DbMigrationRow, 'id' | 'rollout'>;
  /** What is asked for at the start; what was asked for before when absent. */
  asked?: readonly WavePlan[];
  defaults: WaveDefaults;
  reason: string;
  actor: string;
}

/** Opens the first wave of a migration that has just been started. What a preview has queued of later ones is taken back. */
export async function startWaves(options: StartWavesOptions): Promise<void> {
  const { tx, row, asked, defaults, reason, actor } = options;
  const migrationId = row.id;
  if (asked) {
    await tx<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .update({ rollout: JSON.stringify(asked) });
  }
  await storeWaves({
    tx,
    migrationId,
    asked:
      asked ?? (row.rollout === null ? undefined : JSON.parse(row.rollout)),
    defaults,
  });
  await advanceWaves({ tx, migrationId, reason, actor });
  const waves = await listWaves(tx, migrationId);
  await recallTargets({
    tx,
    migrationId,
    waves: waves
      .filter(({ state }) => state === 'pending')
      .map(({ number }) => number),
    reason: 'Its wave is still to come',
    actor,
  });
}
