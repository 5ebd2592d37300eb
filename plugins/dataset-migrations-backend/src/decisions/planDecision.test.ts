import { planDecision, type DecisionFacts } from './planDecision';

const DAYS = {
  timeZone: 'Europe/Berlin',
  earliest: '2026-12-02',
  latestSnooze: '2026-12-31',
  latestException: '2027-12-01',
  deadline: '2026-12-15',
};

function plan(changes: Partial<DecisionFacts>) {
  return planDecision({
    request: { decision: 'accept' },
    state: 'prOpen',
    migrationState: 'running',
    allowed: [changes.request?.decision ?? 'accept'],
    days: DAYS,
    ...changes,
  });
}

describe('planDecision', () => {
  it.each<[string, Partial<DecisionFacts>, object]>([
    [
      'keeps that a team agrees',
      {},
      { kind: 'say', decision: { kind: 'accept', ends: false } },
    ],
    [
      'puts off until a day, and that ends by itself',
      { request: { decision: 'snooze', until: '2026-12-10' } },
      {
        kind: 'say',
        decision: { kind: 'snooze', until: '2026-12-10', ends: true },
        reason: 'Put off until 2026-12-10',
      },
    ],
    [
      'puts off longer what was put off',
      {
        state: 'snoozed',
        standing: { kind: 'snooze', until: '2026-12-03' },
        request: { decision: 'snooze', until: '2026-12-10' },
      },
      { kind: 'say', decision: { until: '2026-12-10' } },
    ],
    [
      'puts off beyond the deadline with a reason',
      {
        request: {
          decision: 'snooze',
          until: '2026-12-20',
          reason: ' release week ',
        },
      },
      { kind: 'say', reason: 'Put off until 2026-12-20: release week' },
    ],
    [
      'lets a team promise a day that ends nothing',
      { request: { decision: 'takeOver', until: '2026-12-08' } },
      {
        kind: 'say',
        decision: { kind: 'takeOver', until: '2026-12-08', ends: false },
      },
    ],
    [
      'grants the exception that was asked for, as it was asked for',
      {
        standing: {
          kind: 'askException',
          until: '2027-06-30',
          reason: 'switched off in June',
        },
        request: { decision: 'exempt' },
      },
      {
        kind: 'say',
        decision: {
          kind: 'exempt',
          until: '2027-06-30',
          reason: 'switched off in June',
          ends: true,
        },
      },
    ],
    [
      'gives the code to whom it is said to belong',
      {
        standing: { kind: 'notOurs', ownerRef: 'group:default/risk' },
        request: { decision: 'takeOwnership' },
      },
      {
        kind: 'end',
        ownerRef: 'group:default/risk',
        reason: 'It belongs to group:default/risk',
      },
    ],
    [
      'refuses with a reason',
      {
        standing: { kind: 'askException', until: '2027-06-30' },
        request: { decision: 'refuse', reason: 'v1 is switched off' },
      },
      { kind: 'end', reason: 'The exception is refused: v1 is switched off' },
    ],
    [
      'wakes up at once',
      { state: 'snoozed', request: { decision: 'wakeUp' } },
      { kind: 'end', reason: 'Woken up' },
    ],
    [
      'does nothing about what is awake',
      { request: { decision: 'wakeUp' }, allowed: [] },
      { kind: 'none' },
    ],
    [
      'says nothing twice',
      { standing: { kind: 'accept' }, allowed: [] },
      { kind: 'none' },
    ],
  ])('%s', (_case, changes, expected) => {
    expect(plan(changes)).toMatchObject(expected);
  });

  it.each<[string, Partial<DecisionFacts>, RegExp]>([
    [
      'a day that is over',
      { request: { decision: 'snooze', until: '2026-12-01' } },
      /^body\.until: "2026-12-01" is no day from 2026-12-02 to 2026-12-31 \(Europe\/Berlin\); choose/,
    ],
    [
      'a day that is too far ahead',
      { request: { decision: 'snooze', until: '2027-01-01' } },
      /^body\.until: "2027-01-01" is no day/,
    ],
    [
      'no day',
      { request: { decision: 'askException', reason: 'r' } },
      /^body\.until: "" is no day from 2026-12-02 to 2027-12-01/,
    ],
    [
      'a day beyond the deadline without a reason',
      { request: { decision: 'snooze', until: '2026-12-16' } },
      /^body\.reason: "" says nothing, and 'snooze' needs a reason, since 2026-12-16 is after the deadline; write why/,
    ],
    [
      'nobody whose it is',
      { request: { decision: 'notOurs' } },
      /^body\.ownerRef: nothing is given/,
    ],
    [
      'what the state does not permit',
      {
        request: { decision: 'snooze', until: '2026-12-10' },
        state: 'running',
        allowed: ['retry'],
      },
      /^body\.decision: 'snooze' is not possible while the target is running and its migration running; possible is retry$/,
    ],
    [
      'what is said against something that does not stand',
      {
        request: { decision: 'refuse', reason: 'no' },
        standing: { kind: 'accept' },
        allowed: [],
      },
      /is prOpen, accept stands and its migration running; possible is nothing$/,
    ],
  ])('refuses %s', (_case, changes, message) => {
    expect(() => plan(changes)).toThrow(message);
  });
});
