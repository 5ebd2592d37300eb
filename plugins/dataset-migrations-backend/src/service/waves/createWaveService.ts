import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedWaveService } from './AuthorizedWaveService';
import { DefaultWaveService } from './DefaultWaveService';
import type { WaveService } from './WaveService';

/** The waves behind every door: it asks for permission before it does anything. */
export function createWaveService(
  options: CreateMigrationServiceOptions,
): WaveService {
  return AuthorizedWaveService.create({
    inner: DefaultWaveService.create({
      ...options,
      waveDefaults: options.config.waves,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
