import fc from 'fast-check';
import { planStale, type StaleFacts, type StalePlan } from './planStale';

const DAY = 24 * 3600;
const policy = { remindAfterDays: 7, reminders: 2, closeAfterDays: 5 };

describe('planStale', () => {
  it.each<[string, Partial<StaleFacts>, StalePlan]>([
    ['a reminder is on its way', { meant: 1 }, { kind: 'none' }],
    [
      'the last reminder is on its way, and it would be time to close',
      { meant: 2, written: 1, secondsSinceWritten: 99 * DAY },
      { kind: 'none' },
    ],
    [
      'nobody wants reminders, and so no end',
      { policy: { ...policy, remindAfterDays: 0 } },
      { kind: 'none' },
    ],
    ['something happened lately', { quietSeconds: 6 * DAY }, { kind: 'none' }],
    ['nothing happened for long', {}, { kind: 'remind', number: 1 }],
    [
      'people were reminded lately',
      { meant: 1, written: 1, secondsSinceWritten: 6 * DAY },
      { kind: 'none' },
    ],
    [
      'people were reminded, and nothing happened',
      { meant: 1, written: 1, secondsSinceWritten: 7 * DAY },
      { kind: 'remind', number: 2 },
    ],
    [
      'they were reminded for the last time lately',
      { meant: 2, written: 2, secondsSinceWritten: 4 * DAY },
      { kind: 'none' },
    ],
    [
      'they were reminded for the last time, and nothing happened',
      { meant: 2, written: 2, secondsSinceWritten: 5 * DAY },
      { kind: 'close' },
    ],
    [
      'the same, and nothing is ever closed',
      {
        policy: { ...policy, closeAfterDays: undefined },
        meant: 2,
        written: 2,
        secondsSinceWritten: 99 * DAY,
      },
      { kind: 'none' },
    ],
  ])('when %s', (_case, facts, plan) => {
    expect(
      planStale({
        policy,
        quietSeconds: 30 * DAY,
        meant: 0,
        written: 0,
        ...facts,
      }),
    ).toEqual(plan);
  });

  it('never closes what nobody was reminded of as often as promised', () => {
    fc.assert(
      fc.property(
        fc.record({
          policy: fc.record({
            remindAfterDays: fc.nat(30),
            reminders: fc.integer({ min: 1, max: 5 }),
            closeAfterDays: fc.option(fc.integer({ min: 1, max: 30 }), {
              nil: undefined,
            }),
          }),
          quietSeconds: fc.nat(1_000 * DAY),
          meant: fc.nat(6),
          written: fc.nat(6),
          secondsSinceWritten: fc.option(fc.nat(1_000 * DAY), {
            nil: undefined,
          }),
        }),
        facts => {
          const closes = planStale(facts).kind === 'close';
          expect(closes && facts.written < facts.policy.reminders).toBe(false);
        },
      ),
    );
  });
});
