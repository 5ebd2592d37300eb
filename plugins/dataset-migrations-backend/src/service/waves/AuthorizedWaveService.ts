import type {
  MigrationRequest,
  MoveToWaveRequest,
  WaveDecisionRequest,
  WaveList,
  WaveRequest,
  WavesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { WaveService } from './WaveService';

export interface AuthorizedWaveServiceOptions {
  inner: WaveService;
  access: MigrationAccess;
}

/** Who may see a migration sees its waves; who may change it decides about them. */
export class AuthorizedWaveService implements WaveService {
  readonly #inner: WaveService;
  readonly #access: MigrationAccess;

  static create(options: AuthorizedWaveServiceOptions): AuthorizedWaveService {
    return new AuthorizedWaveService(options);
  }

  private constructor({ inner, access }: AuthorizedWaveServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async listWaves(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    const mayUpdate = await this.#access.mayUpdateMigration(
      request.migrationId,
      options.credentials,
    );
    const { items } = await this.#inner.listWaves(request, options);
    return {
      items: mayUpdate ? items : items.map(wave => ({ ...wave, allowed: [] })),
    };
  }

  async setWaves(
    request: MigrationRequest & WavesRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    await this.#requireUpdate(request, options);
    return this.#inner.setWaves(request, options);
  }

  async moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    await this.#requireUpdate(request, options);
    return this.#inner.moveToWave(request, options);
  }

  async decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options: CallOptions,
  ): Promise<WaveList> {
    await this.#requireUpdate(request, options);
    return this.#inner.decideWave(request, options);
  }

  async #requireUpdate(
    { migrationId }: MigrationRequest,
    { credentials }: CallOptions,
  ): Promise<void> {
    await this.#access.requireMigrationUpdate(migrationId, credentials);
  }
}
