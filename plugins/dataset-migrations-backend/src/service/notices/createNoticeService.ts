import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedNoticeService } from './AuthorizedNoticeService';
import { DefaultNoticeService } from './DefaultNoticeService';
import type { NoticeService } from './NoticeService';

/** What people want to be told, behind every door: it asks for permission before it does anything. */
export function createNoticeService(
  options: CreateMigrationServiceOptions,
): NoticeService {
  return AuthorizedNoticeService.create({
    inner: DefaultNoticeService.create({
      knex: options.knex,
      auth: options.auth,
      policy: options.config.notifications,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
