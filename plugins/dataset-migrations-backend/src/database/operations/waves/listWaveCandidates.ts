import type { Knex } from 'knex';
import type { WaveCandidate } from '../../../waves/planWaves';
import type { DbTargetRow } from '../../tables';

/** All targets of a migration, as far as their waves depend on them. */
export async function listWaveCandidates(
  tx: Knex,
  migrationId: string,
): Promise<WaveCandidate[]> {
  const rows = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .select('id', 'target_key', 'owner_ref', 'depth', 'wave', 'wave_by_hand');
  return rows.map(row => ({
    id: row.id,
    key: row.target_key,
    ownerRef: row.owner_ref ?? undefined,
    depth: row.depth,
    byHand: row.wave_by_hand ? row.wave ?? undefined : undefined,
  }));
}
