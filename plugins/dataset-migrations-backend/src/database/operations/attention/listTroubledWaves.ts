import type { WaveGate } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { TroubledWave } from '../../../attention/AttentionFacts';
import type { DbWaveRow } from '../../tables';
import { toIso } from '../../time';

/** Waves that are halted, or for which nothing but time and the approval of a person is missing, by migration. */
export async function listTroubledWaves(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<Map<string, TroubledWave[]>> {
  const rows = await knex<DbWaveRow>('waves')
    .whereIn('migration_id', migrationIds)
    .andWhere(either =>
      either
        .where('state', 'halted')
        .orWhere(waiting =>
          waiting
            .whereIn('state', ['open', 'draining'])
            .whereNotNull('holds_since')
            .whereNull('approved_at'),
        ),
    )
    .orderBy(['migration_id', 'number']);
  const waves = new Map<string, TroubledWave[]>();
  for (const row of rows) {
    const gate: WaveGate = JSON.parse(row.gate);
    const isHalted = row.state === 'halted';
    if (isHalted || gate.approval) {
      waves.set(row.migration_id, [
        ...(waves.get(row.migration_id) ?? []),
        {
          number: row.number,
          title: row.title,
          why: isHalted ? 'halted' : 'approval',
          since: toIso(
            isHalted ? row.state_since : row.holds_since ?? row.state_since,
          ),
          ...(isHalted && row.state_reason && { reason: row.state_reason }),
        },
      ]);
    }
  }
  return waves;
}
