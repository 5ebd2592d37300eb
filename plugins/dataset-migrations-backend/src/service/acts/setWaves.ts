import type {
  MigrationRequest,
  WaveList,
  WavesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type { DbMigrationRow } from '../../database/tables';
import { storeWaves } from '../../waves/storeWaves';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import { revisionOfWaves } from '../preconditions/revisions';
import { getWaveList } from '../waves/getWaveList';
import type { WaveContext } from '../waves/DefaultWaveService';
import { changeWaves } from './changeWaves';
import { checkWavePlans } from './checkWavePlans';

/** Divides the targets of a draft or a plan into waves, now and with each plan to come. */
export async function setWaves(
  context: WaveContext,
  request: MigrationRequest & WavesRequest,
  options: CallOptions,
): Promise<WaveList> {
  const { migrationId, waves, dryRun } = request;
  checkWavePlans('body.waves', waves ?? []);
  const actor = actorOf(context.auth, options.credentials);
  return changeWaves(context, {
    migrationId,
    when: ['draft', 'planned'],
    verb: 'set',
    dryRun,
    async change(tx, row) {
      assertUnchanged(
        options,
        `the waves of '${row.title}'`,
        revisionOfWaves(await getWaveList(tx, row)),
      );
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update({ rollout: waves === null ? null : JSON.stringify(waves) });
      await storeWaves({
        tx,
        migrationId,
        asked: waves ?? undefined,
        defaults: context.waveDefaults,
      });
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'migrationChanged',
        reason: waves === null ? 'Waves by default' : `Waves: ${waves.length}`,
      });
    },
  });
}
