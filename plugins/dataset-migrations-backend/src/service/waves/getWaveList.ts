import type { WaveList } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { countModelTargetsByWave } from '../../database/operations/models/countModelTargetsByWave';
import { countTargetsByWave } from '../../database/operations/waves/countTargetsByWave';
import { listWaves } from '../../database/operations/waves/listWaves';
import { loadGateFacts } from '../../database/operations/waves/loadGateFacts';
import type { DbMigrationRow, DbWaveRow } from '../../database/tables';
import { decideGate } from '../../waves/decideGate';
import { toWave } from './toWave';

/** The waves of a migration as they are now. */
export async function getWaveList(
  knex: Knex,
  migration: Pick<DbMigrationRow, 'id' | 'state'>,
): Promise<WaveList> {
  const rows = await listWaves(knex, migration.id);
  const counts = await countTargetsByWave(knex, migration.id);
  const models = await countModelTargetsByWave(knex, migration.id);
  const items = [];
  for (const row of rows) {
    items.push(
      toWave({
        row,
        migrationState: migration.state,
        counts: counts.filter(({ wave }) => wave === row.number),
        models: models.get(row.number),
        waitsFor: await findWaits(knex, row),
      }),
    );
  }
  return { items };
}

async function findWaits(knex: Knex, row: DbWaveRow): Promise<string[]> {
  switch (row.state) {
    case 'open':
    case 'draining':
      return decideGate(await loadGateFacts(knex, row)).waitsFor;
    case 'pending':
      return row.number === 1
        ? ['The migration is started']
        : [`Wave ${row.number - 1} passes`];
    case 'halted':
      return ['A person resumes it, or lets it pass'];
    default:
      return [];
  }
}
