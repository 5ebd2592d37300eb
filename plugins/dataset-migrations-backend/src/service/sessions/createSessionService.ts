import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedSessionService } from './AuthorizedSessionService';
import { DefaultSessionService } from './DefaultSessionService';
import type { SessionService } from './SessionService';

/** The logs of attempts behind every door: it asks for permission before it shows anything. */
export function createSessionService(
  options: CreateMigrationServiceOptions,
): SessionService {
  return AuthorizedSessionService.create({
    inner: DefaultSessionService.create({
      knex: options.knex,
      keptDays: options.config.sessionLogs.keptDays,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
