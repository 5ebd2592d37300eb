import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedCalendarService } from './AuthorizedCalendarService';
import type { CalendarService } from './CalendarService';
import { DefaultCalendarService } from './DefaultCalendarService';

/** The calendars behind every door: it asks for permission before it does anything. */
export function createCalendarService(
  options: CreateMigrationServiceOptions,
): CalendarService {
  return AuthorizedCalendarService.create({
    inner: DefaultCalendarService.create(options),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
