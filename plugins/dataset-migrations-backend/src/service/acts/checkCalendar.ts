import { InputError } from '@backstage/errors';
import type { RolloutCalendar } from '@skein/backstage-plugin-dataset-migrations-common';
import { IANAZone } from 'luxon';

/** Throws `InputError` with all that is wrong with a calendar. */
export function checkCalendar(field: string, calendar: RolloutCalendar): void {
  const { timeZone, hours = [], freezes = [] } = calendar;
  const problems = [
    ...(IANAZone.isValidZone(timeZone)
      ? []
      : [
          `${field}.timeZone: ${JSON.stringify(
            timeZone,
          )} is not a time zone; give one such as Europe/Berlin`,
        ]),
    ...hours.flatMap(({ from, until }, index) =>
      from === until
        ? [
            `${field}.hours[${index}].until: ${until} is when they begin; end them at another time, or leave the hours out for the whole day`,
          ]
        : [],
    ),
    ...freezes.flatMap(({ from, until }, index) =>
      Date.parse(until) > Date.parse(from)
        ? []
        : [
            `${field}.freezes[${index}].until: ${until} is not after ${from}; give a later time`,
          ],
    ),
  ];
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
}
