import type {
  MigrationRequest,
  MoveToWaveRequest,
  WaveDecisionRequest,
  WaveList,
  WaveRequest,
  WavesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** All that can be done with the waves of a migration, over any door. Permission is the business of a decorator. */
export interface WaveService {
  listWaves(request: MigrationRequest, options: CallOptions): Promise<WaveList>;
  setWaves(
    request: MigrationRequest & WavesRequest,
    options: CallOptions,
  ): Promise<WaveList>;
  moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options: CallOptions,
  ): Promise<WaveList>;
  decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options: CallOptions,
  ): Promise<WaveList>;
}
