import type {
  Calendar,
  CalendarRequest,
  MigrationRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { setCalendar } from '../acts/setCalendar';
import type { CallOptions } from '../MigrationService';
import { parseRefParameter } from '../request/parseRefParameter';
import type { ServiceContext } from '../ServiceContext';
import type { CalendarService } from './CalendarService';
import { getCalendarView } from './getCalendarView';

/** The parts of the context that calendars need. */
export type CalendarContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'onChange'
>;

/** Does what is asked of calendars, whoever asks; permission is the business of `AuthorizedCalendarService`. */
export class DefaultCalendarService implements CalendarService {
  readonly #context: CalendarContext;

  static create(context: CalendarContext): DefaultCalendarService {
    return new DefaultCalendarService(context);
  }

  private constructor(context: CalendarContext) {
    this.#context = context;
  }

  async getMigrationCalendar({
    migrationId,
  }: MigrationRequest): Promise<Calendar> {
    return getCalendarView(this.#context.knex, ofMigration(migrationId));
  }

  async setMigrationCalendar(
    { migrationId, ...request }: MigrationRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    const subject = ofMigration(migrationId);
    return setCalendar(this.#context, { ...request, subject }, options);
  }

  async getTeamCalendar({ ownerRef }: TeamRequest): Promise<Calendar> {
    return getCalendarView(this.#context.knex, ofTeam(ownerRef));
  }

  async setTeamCalendar(
    { ownerRef, ...request }: TeamRequest & CalendarRequest,
    options: CallOptions,
  ): Promise<Calendar> {
    const subject = ofTeam(ownerRef);
    return setCalendar(this.#context, { ...request, subject }, options);
  }
}

function ofMigration(migrationId: string) {
  return { scope: 'migration', subject: migrationId } as const;
}

function ofTeam(ownerRef: string) {
  const subject = parseRefParameter('ownerRef', ownerRef);
  return { scope: 'team', subject } as const;
}
