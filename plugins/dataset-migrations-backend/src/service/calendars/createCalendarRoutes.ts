import type {
  CalendarRequest,
  MigrationRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ChangeEventId } from '../audit/ActLog';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import { revisionOfCalendar } from '../preconditions/revisions';
import { sendTagged } from '../preconditions/sendTagged';
import type { CalendarService } from './CalendarService';

export interface CreateCalendarRoutesOptions {
  /** Has to check permissions itself. */
  service: CalendarService;
  caller: FindCaller;
  change: ChangeRoute;
}

const eventIdOf = ({ dryRun }: CalendarRequest): ChangeEventId =>
  dryRun ? 'calendar-check' : 'calendar-set';

/** Routes of calendars; requests have been checked before. */
export function createCalendarRoutes(
  options: CreateCalendarRoutesOptions,
): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<MigrationRequest>(
    '/migrations/:migrationId/calendar',
    async (req, res) => {
      const call = await caller(req);
      const calendar = await service.getMigrationCalendar(req.params, call);
      sendTagged(res, calendar, revisionOfCalendar);
    },
  );
  router.put<MigrationRequest, unknown, CalendarRequest>(
    '/migrations/:migrationId/calendar',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const calendar = await change(eventIdOf(req.body), req, call =>
        service.setMigrationCalendar(request, call),
      );
      sendTagged(res, calendar, revisionOfCalendar);
    },
  );
  router.get<{}, unknown, unknown, TeamRequest>(
    '/team-calendar',
    async (req, res) => {
      const call = await caller(req);
      const calendar = await service.getTeamCalendar(req.query, call);
      sendTagged(res, calendar, revisionOfCalendar);
    },
  );
  router.put<{}, unknown, CalendarRequest, TeamRequest>(
    '/team-calendar',
    async (req, res) => {
      const request = { ...req.body, ...req.query };
      const calendar = await change(eventIdOf(req.body), req, call =>
        service.setTeamCalendar(request, call),
      );
      sendTagged(res, calendar, revisionOfCalendar);
    },
  );
  return router;
}
