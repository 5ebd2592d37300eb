import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedRevertService } from './AuthorizedRevertService';
import { DefaultRevertService } from './DefaultRevertService';
import type { RevertService } from './RevertService';

/** The reverts behind every door: it asks for permission before it does anything. */
export function createRevertService(
  options: CreateMigrationServiceOptions,
): RevertService {
  return AuthorizedRevertService.create({
    inner: DefaultRevertService.create({
      ...options,
      modelBudgets: options.config.modelBudgets,
      approval: options.config.approval,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
