import type { RolloutCalendar } from '@skein/backstage-plugin-dataset-migrations-common';
import { DateTime } from 'luxon';
import { findWindow } from './findWindow';

const WORKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
] as const;

const berlin = (
  from: string,
  until: string,
  rest: Partial<RolloutCalendar> = {},
): RolloutCalendar => ({
  timeZone: 'Europe/Berlin',
  hours: [{ days: [...WORKDAYS], from, until }],
  ...rest,
});

function find(now: string, ...calendars: RolloutCalendar[]) {
  const { from, until, reason } = findWindow(
    calendars.map((calendar, index) => ({
      owner: `team ${index + 1}`,
      calendar,
    })),
    DateTime.fromISO(now),
  );
  return [from?.toUTC().toISO(), until?.toUTC().toISO(), reason];
}

describe('findWindow', () => {
  it.each<[string, string, RolloutCalendar[], Array<string | undefined>]>([
    [
      'nobody has a calendar',
      '2026-11-27T03:00:00Z',
      [],
      [undefined, undefined, undefined],
    ],
    [
      'in working hours',
      '2026-11-27T10:00:00Z',
      [berlin('09:00', '17:00')],
      [undefined, '2026-11-27T16:00:00.000Z', undefined],
    ],
    [
      'before working hours',
      '2026-11-27T07:59:59Z',
      [berlin('09:00', '17:00')],
      [
        '2026-11-27T08:00:00.000Z',
        '2026-11-27T16:00:00.000Z',
        'outside of the hours of team 1 (Europe/Berlin)',
      ],
    ],
    [
      'from Friday evening to Monday, over the end of summer time',
      '2026-10-23T15:00:00Z',
      [berlin('09:00', '17:00')],
      [
        '2026-10-26T08:00:00.000Z',
        '2026-10-26T16:00:00.000Z',
        'outside of the hours of team 1 (Europe/Berlin)',
      ],
    ],
    [
      'from Friday evening to Monday, over the beginning of summer time',
      '2026-03-27T16:00:00Z',
      [berlin('09:00', '17:00')],
      [
        '2026-03-30T07:00:00.000Z',
        '2026-03-30T15:00:00.000Z',
        'outside of the hours of team 1 (Europe/Berlin)',
      ],
    ],
    [
      'a night that loses an hour',
      '2026-03-29T00:30:00Z',
      [
        berlin('01:00', '04:00', {
          hours: [{ days: ['sunday'], from: '01:00', until: '04:00' }],
        }),
      ],
      [undefined, '2026-03-29T02:00:00.000Z', undefined],
    ],
    [
      'a night that gains an hour',
      '2026-10-24T23:00:00Z',
      [
        berlin('01:00', '04:00', {
          hours: [{ days: ['sunday'], from: '01:00', until: '04:00' }],
        }),
      ],
      [undefined, '2026-10-25T03:00:00.000Z', undefined],
    ],
    [
      'hours that do not exist on that day',
      '2026-03-28T23:00:00Z',
      [
        berlin('02:00', '03:00', {
          hours: [{ days: ['sunday'], from: '02:00', until: '03:00' }],
        }),
      ],
      [
        '2026-04-05T00:00:00.000Z',
        '2026-04-05T01:00:00.000Z',
        'outside of the hours of team 1 (Europe/Berlin)',
      ],
    ],
    [
      'hours that began yesterday',
      '2026-11-28T02:00:00Z',
      [berlin('22:00', '06:00')],
      [undefined, '2026-11-28T05:00:00.000Z', undefined],
    ],
    [
      'a freeze in the middle of the day',
      '2026-11-27T09:00:00Z',
      [
        berlin('09:00', '17:00', {
          freezes: [
            { from: '2026-11-27T10:00:00Z', until: '2026-11-27T12:00:00Z' },
          ],
        }),
      ],
      [undefined, '2026-11-27T10:00:00.000Z', undefined],
    ],
    [
      'a freeze without hours, told with its reason',
      '2026-12-24T12:00:00Z',
      [
        {
          timeZone: 'UTC',
          freezes: [
            {
              from: '2026-12-20T00:00:00+01:00',
              until: '2027-01-04T00:00:00+01:00',
              reason: 'the holidays',
            },
          ],
        },
      ],
      ['2027-01-03T23:00:00.000Z', undefined, 'team 1 is frozen: the holidays'],
    ],
    [
      'two teams that share three hours',
      '2026-11-27T09:00:00Z',
      [
        berlin('09:00', '17:00'),
        { ...berlin('09:00', '17:00'), timeZone: 'America/New_York' },
      ],
      [
        '2026-11-27T14:00:00.000Z',
        '2026-11-27T16:00:00.000Z',
        'outside of the hours of team 2 (America/New_York)',
      ],
    ],
    [
      'two teams that share nothing are looked at again after the horizon',
      '2026-11-27T09:00:00Z',
      [berlin('09:00', '10:00'), berlin('11:00', '12:00')],
      [
        '2028-01-01T00:00:00.000Z',
        undefined,
        'outside of the hours of team 1 (Europe/Berlin)',
      ],
    ],
    [
      'always open but for one hour',
      '2026-11-27T12:30:00Z',
      [
        {
          timeZone: 'UTC',
          freezes: [
            { from: '2026-11-27T12:00:00Z', until: '2026-11-27T13:00:00Z' },
          ],
        },
      ],
      ['2026-11-27T13:00:00.000Z', undefined, 'team 1 is frozen'],
    ],
  ])('%s', (_case, now, calendars, expected) => {
    expect(find(now, ...calendars)).toEqual(expected);
  });
});
