import { mockServices } from '@backstage/backend-test-utils';
import type {
  TargetState,
  WaveGate,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbTargetRow, DbWaveRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { WaveKeeper } from '../WaveKeeper';

export type WaveBench = ReturnType<typeof createWaveBench>;

/** A database with waves in it, and a keeper of them. */
export function createWaveBench(knex: Knex) {
  /** The migrations in which something changed. */
  const changed: string[] = [];
  const keeper = WaveKeeper.create({
    knex,
    onChange: migrationId => changed.push(migrationId),
    logger: mockServices.logger.mock(),
  });

  /** A running migration; a wave is its gate and its targets' states, the first is open and the others are pending. */
  async function insertWaves(
    ...waves: Array<{
      gate?: WaveGate;
      state?: WaveState;
      targets: Array<TargetState | Partial<DbTargetRow>>;
    }>
  ) {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: waves.flatMap(({ targets }, index) =>
        targets.map(target => ({
          ...(typeof target === 'string' ? { state: target } : target),
          wave: index + 1,
          repository_name: `r-${randomUUID()}`,
        })),
      ),
    });
    await knex<DbWaveRow>('waves').insert(
      waves.map(({ gate = {}, state }, index) => ({
        migration_id: migrationId,
        number: index + 1,
        title: `Wave ${index + 1}`,
        state: state ?? (index === 0 ? 'open' : 'pending'),
        state_since: databaseNow(knex),
        gate: JSON.stringify(gate),
      })),
    );
    return { migrationId, targetIds };
  }

  const wavesOf = async () =>
    (await knex<DbWaveRow>('waves').orderBy('number')).map(
      ({ state }) => state,
    );
  const statesOf = async (targetIds: string[]) => {
    const rows = await knex<DbTargetRow>('targets').whereIn('id', targetIds);
    return targetIds.map(id => rows.find(row => row.id === id)!.state);
  };
  const setState = async (targetId: string, state: TargetState) =>
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state });
  const reasonOf = async (number: number) =>
    (await knex<DbWaveRow>('waves').where({ number }).first())!.state_reason;

  return {
    knex,
    keeper,
    changed,
    insertWaves,
    wavesOf,
    statesOf,
    setState,
    reasonOf,
  };
}
