import type { Knex } from 'knex';
import { lockMigration } from '../database/operations/migrations/lockMigration';
import { listWaves } from '../database/operations/waves/listWaves';
import { judgeWave } from './judgeWave';
import { releaseTargets } from './releaseTargets';
import { applyWindows } from './windows/applyWindows';

export interface AdvanceWavesOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** Why targets are released, and by whom; by itself when absent. */
  reason?: string;
  actor?: string;
}

/**
 * Judges the wave that is under way, opens the next when its gate has passed, and releases targets: all in the
 * transaction that locks the migration, so that no other replica decides meanwhile. Idempotent.
 *
 * @returns true when something has changed
 */
export async function advanceWaves(
  options: AdvanceWavesOptions,
): Promise<boolean> {
  const { tx, migrationId } = options;
  const { reason = 'Its wave is open', actor = 'skein' } = options;
  const migration = await lockMigration(tx, migrationId);
  const isRunning = migration?.state === 'running';
  if (!isRunning && migration?.state !== 'completing') {
    return false;
  }
  let changed = await applyWindows({ tx, migrationId });
  for (const wave of await listWaves(tx, migrationId)) {
    if (wave.state === 'passed') {
      continue;
    }
    if (wave.state === 'halted' || (wave.state === 'pending' && !isRunning)) {
      break;
    }
    const { passed, isNews } = await judgeWave(tx, wave);
    changed ||= isNews;
    if (!passed) {
      break;
    }
  }
  if (!isRunning) {
    return changed;
  }
  const released = await releaseTargets({ tx, migrationId, reason, actor });
  return changed || released > 0;
}
