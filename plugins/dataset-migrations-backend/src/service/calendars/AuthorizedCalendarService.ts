import {
  migrationCreatePermission,
  type Calendar,
  type CalendarRequest,
  type MigrationRequest,
  type TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { CalendarService } from './CalendarService';

export interface AuthorizedCalendarServiceOptions {
  inner: CalendarService;
  access: MigrationAccess;
}

/** A migration's calendar is the business of who may change it, a team's that of its members and of who runs the fleet. */
export class AuthorizedCalendarService implements CalendarService {
  readonly #inner: CalendarService;
  readonly #access: MigrationAccess;

  static create(
    options: AuthorizedCalendarServiceOptions,
  ): AuthorizedCalendarService {
    return new AuthorizedCalendarService(options);
  }

  private constructor({ inner, access }: AuthorizedCalendarServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async getMigrationCalendar(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    const { credentials } = options;
    await this.#access.requireMigrationRead(request.migrationId, credentials);
    return this.#inner.getMigrationCalendar(request, options);
  }

  async setMigrationCalendar(
    request: MigrationRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    const { credentials } = options;
    await this.#access.requireMigrationUpdate(request.migrationId, credentials);
    return this.#inner.setMigrationCalendar(request, options);
  }

  async getTeamCalendar(
    request: TeamRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    await this.#access.require(migrationCreatePermission, options.credentials);
    return this.#inner.getTeamCalendar(request, options);
  }

  async setTeamCalendar(
    request: TeamRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    await this.#access.requireTeamMember(request.ownerRef, options.credentials);
    return this.#inner.setTeamCalendar(request, options);
  }
}
