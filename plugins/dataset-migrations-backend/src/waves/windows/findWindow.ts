import type {
  RolloutCalendar,
  Weekday,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { DateTime, Interval } from 'luxon';

/** A calendar, and whose it is. */
export interface OwnedCalendar {
  /** As it is to be named to people, for example `the migration`. */
  owner: string;
  calendar: RolloutCalendar;
}

/** The window that is open, or the next one. */
export interface RolloutWindow {
  /** When it opens; absent while it is open. */
  from?: DateTime;
  /** When it closes; absent when nothing closes it as far as can be seen. */
  until?: DateTime;
  /** Why it is closed; absent while it is open. */
  reason?: string;
}

/** As on ISO calendars: Monday is the first. */
const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** How far is looked ahead, first and when nothing opens until then. */
const HORIZONS_IN_DAYS = [14, 400];

/** When all of these calendars are open, at or after an instant. Hours are those of the clocks on the wall, so a day may be longer or shorter. */
export function findWindow(
  calendars: readonly OwnedCalendar[],
  now: DateTime,
): RolloutWindow {
  if (calendars.length === 0) {
    return {};
  }
  for (const days of HORIZONS_IN_DAYS) {
    const horizon = Interval.fromDateTimes(now, now.plus({ days }));
    const [next] = calendars.reduce<Interval[]>(
      (open, { calendar }) => intersect(open, openIntervals(calendar, horizon)),
      [horizon],
    );
    if (next) {
      const isOpen = next.start!.toMillis() === now.toMillis();
      const isBounded = next.end! < horizon.end!;
      return {
        ...(!isOpen && {
          from: next.start!,
          reason: explainClosed(calendars, now),
        }),
        ...(isBounded && { until: next.end! }),
      };
    }
  }
  const days = HORIZONS_IN_DAYS[HORIZONS_IN_DAYS.length - 1];
  // by whole days, so that it is not another instant with each look
  const later = now.toUTC().startOf('day').plus({ days });
  return { from: later, reason: explainClosed(calendars, now) };
}

function openIntervals(
  calendar: RolloutCalendar,
  horizon: Interval,
): Interval[] {
  const hours = calendar.hours
    ? Interval.merge(hoursWithin(calendar, horizon))
    : [horizon];
  const freezes = (calendar.freezes ?? []).map(freezeInterval);
  return hours.flatMap(interval => interval.difference(...freezes));
}

function hoursWithin(
  { timeZone, hours = [] }: RolloutCalendar,
  horizon: Interval,
): Interval[] {
  const found: Interval[] = [];
  const last = horizon.end!.setZone(timeZone);
  // hours that began yesterday may go over midnight
  let day = horizon.start!.setZone(timeZone).startOf('day').minus({ days: 1 });
  for (; day <= last; day = day.plus({ days: 1 })) {
    for (const { days, from, until } of hours) {
      if (days.includes(WEEKDAYS[day.weekday - 1])) {
        const start = at(day, from);
        const end = at(until <= from ? day.plus({ days: 1 }) : day, until);
        const within =
          end > start
            ? Interval.fromDateTimes(start, end).intersection(horizon)
            : null;
        if (within && !within.isEmpty()) {
          found.push(within);
        }
      }
    }
  }
  return found;
}

function at(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute });
}

function freezeInterval({
  from,
  until,
}: NonNullable<RolloutCalendar['freezes']>[number]): Interval {
  return Interval.fromDateTimes(
    DateTime.fromISO(from),
    DateTime.fromISO(until),
  );
}

function intersect(some: Interval[], others: Interval[]): Interval[] {
  return some
    .flatMap(a => others.flatMap(b => a.intersection(b) ?? []))
    .filter(interval => !interval.isEmpty())
    .sort((a, b) => a.start!.toMillis() - b.start!.toMillis());
}

function explainClosed(
  calendars: readonly OwnedCalendar[],
  now: DateTime,
): string {
  for (const { owner, calendar } of calendars) {
    const freeze = calendar.freezes?.find(each =>
      freezeInterval(each).contains(now),
    );
    if (freeze) {
      return `${owner} is frozen${freeze.reason ? `: ${freeze.reason}` : ''}`;
    }
  }
  const closed = calendars.find(({ calendar }) => {
    const moment = Interval.fromDateTimes(now, now.plus(1));
    return openIntervals(calendar, moment).length === 0;
  });
  return closed
    ? `outside of the hours of ${closed.owner} (${closed.calendar.timeZone})`
    : 'the calendars have no hour in common now';
}
