import { ConflictError } from '@backstage/errors';
import type {
  MigrationState,
  WaveList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { lockMigration } from '../../database/operations/migrations/lockMigration';
import type { DbMigrationRow } from '../../database/tables';
import { getMigrationRow } from '../getMigrationView';
import { getWaveList } from '../waves/getWaveList';
import type { WaveContext } from '../waves/DefaultWaveService';

export interface ChangeWavesOptions {
  migrationId: string;
  /** States of the migration in which it can be done. */
  when: readonly MigrationState[];
  /** What is to be done, for the error: "cannot be …". */
  verb: string;
  /** Shows what would be, and changes nothing. */
  dryRun?: boolean;
  change(tx: Knex.Transaction, row: DbMigrationRow): Promise<void>;
}

/** Changes waves in one transaction, if the state of their migration permits; gives them as they are afterwards. */
export async function changeWaves(
  { knex, onChange }: Pick<WaveContext, 'knex' | 'onChange'>,
  options: ChangeWavesOptions,
): Promise<WaveList> {
  const { migrationId, when, verb, dryRun, change } = options;
  const waves = await inTransaction(knex, async tx => {
    await lockMigration(tx, migrationId);
    const row = await getMigrationRow(tx, migrationId);
    if (!when.includes(row.state)) {
      throw new ConflictError(
        `The migration '${row.title}' is ${
          row.state
        }, so its waves cannot be ${verb}; that is possible while it is ${when.join(
          ' or ',
        )}`,
      );
    }
    await change(tx, row);
    return { result: await getWaveList(tx, row), commits: !dryRun };
  });
  if (!dryRun) {
    onChange(migrationId);
  }
  return waves;
}
