import type { WavePlan } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { listWaveCandidates } from '../database/operations/waves/listWaveCandidates';
import { replaceWaves } from '../database/operations/waves/replaceWaves';
import { defaultWaves, type WaveDefaults } from './defaultWaves';
import { planWaves } from './planWaves';

export interface StoreWavesOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** What a person asked for; absent for the default. */
  asked?: readonly WavePlan[];
  defaults: WaveDefaults;
}

/** Divides the targets of a migration that was not started among its waves, and stores both. */
export async function storeWaves(options: StoreWavesOptions): Promise<void> {
  const { tx, migrationId, asked, defaults } = options;
  const targets = await listWaveCandidates(tx, migrationId);
  await replaceWaves({
    tx,
    migrationId,
    waves: planWaves({
      targets,
      waves: asked ?? defaultWaves(targets.length, defaults),
    }),
  });
}
