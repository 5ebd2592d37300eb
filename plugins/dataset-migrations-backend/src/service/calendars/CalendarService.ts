import type {
  Calendar,
  CalendarRequest,
  MigrationRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** All that can be done with calendars, over any door. Permission is the business of a decorator. */
export interface CalendarService {
  getMigrationCalendar(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Calendar>;
  setMigrationCalendar(
    request: MigrationRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar>;
  getTeamCalendar(
    request: TeamRequest,
    options: CallOptions,
  ): Promise<Calendar>;
  setTeamCalendar(
    request: TeamRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar>;
}
