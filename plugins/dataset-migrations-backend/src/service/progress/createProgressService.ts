import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedProgressService } from './AuthorizedProgressService';
import { DefaultProgressService } from './DefaultProgressService';
import type { ProgressService } from './ProgressService';

/** How migrations come along, behind every door: it asks for permission before it shows anything. */
export function createProgressService(
  options: CreateMigrationServiceOptions,
): ProgressService {
  return AuthorizedProgressService.create({
    inner: DefaultProgressService.create({
      knex: options.knex,
      modelBudgets: options.config.modelBudgets,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
