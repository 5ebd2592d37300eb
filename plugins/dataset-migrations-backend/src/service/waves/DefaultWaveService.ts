import type {
  MigrationRequest,
  MoveToWaveRequest,
  WaveDecisionRequest,
  WaveList,
  WaveRequest,
  WavesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { decideWave } from '../acts/decideWave';
import { moveToWave } from '../acts/moveToWave';
import { setWaves } from '../acts/setWaves';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { getWaveList } from './getWaveList';
import type { WaveService } from './WaveService';

/** The parts of the context that waves need. */
export type WaveContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'waveDefaults' | 'onChange'
>;

/** Does what is asked of waves, whoever asks; permission is the business of `AuthorizedWaveService`. */
export class DefaultWaveService implements WaveService {
  readonly #context: WaveContext;

  static create(context: WaveContext): DefaultWaveService {
    return new DefaultWaveService(context);
  }

  private constructor(context: WaveContext) {
    this.#context = context;
  }

  async listWaves({ migrationId }: MigrationRequest): Promise<WaveList> {
    const { knex } = this.#context;
    return getWaveList(knex, await getMigrationRow(knex, migrationId));
  }

  async setWaves(
    request: MigrationRequest & WavesRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    return setWaves(this.#context, request, options);
  }

  async moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    return moveToWave(this.#context, request, options);
  }

  async decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    return decideWave(this.#context, request, options);
  }
}
