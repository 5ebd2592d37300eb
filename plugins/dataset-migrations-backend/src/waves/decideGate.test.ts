import type { WaveGate } from '@skein/backstage-plugin-dataset-migrations-common';
import { decideGate, type GateFacts } from './decideGate';
import type { WaveResults } from './WaveResults';
import { wilsonLowerBound } from './wilsonLowerBound';

const NONE: WaveResults = {
  waiting: 0,
  busy: 0,
  succeeded: 0,
  failed: 0,
  infrastructureFailed: 0,
  forgiven: 0,
  pullRequests: 0,
  merged: 0,
  checksPending: 0,
  checksFailed: 0,
};

function decide(
  gate: WaveGate,
  results: Partial<WaveResults>,
  rest: Partial<GateFacts> = {},
) {
  return decideGate({
    gate,
    results: { ...NONE, ...results },
    approved: false,
    ...rest,
  });
}

describe('decideGate', () => {
  it.each<
    [string, WaveGate, Partial<WaveResults>, Partial<GateFacts>, string, RegExp]
  >([
    [
      'something to begin',
      {},
      { waiting: 2, busy: 1 },
      {},
      'open',
      /2 targets to begin; 1 target to come/,
    ],
    [
      'everything begun',
      {},
      { busy: 1, succeeded: 4 },
      {},
      'draining',
      /1 target to come through/,
    ],
    [
      'everything through',
      {},
      { succeeded: 4, failed: 1, merged: 2 },
      {},
      'passed',
      /4 of 5 targets came through, 2 merged/,
    ],
    ['nothing in it', {}, {}, {}, 'passed', /no target/],
    ['failures, and nobody asked', {}, { failed: 50 }, {}, 'passed', /0 of 50/],

    [
      'half of ten failed',
      { maxFailureShare: 0.2 },
      { waiting: 90, succeeded: 5, failed: 5 },
      {},
      'halted',
      /5 of 10 targets failed, and at most 20 %/,
    ],
    [
      'four of ten may be chance',
      { maxFailureShare: 0.2 },
      { waiting: 90, succeeded: 6, failed: 4 },
      {},
      'open',
      /90 targets/,
    ],
    [
      'nine are too few to judge',
      { maxFailureShare: 0.2 },
      { waiting: 90, failed: 9 },
      {},
      'open',
      /90 targets/,
    ],
    [
      'a smaller sample is enough',
      { maxFailureShare: 0.2, minSample: 5 },
      { waiting: 90, failed: 5 },
      {},
      'halted',
      /5 of 5/,
    ],
    [
      'few, but these are all',
      { maxFailureShare: 0.2 },
      { succeeded: 2, failed: 1 },
      {},
      'halted',
      /1 of 3/,
    ],
    [
      'all, and as many as may',
      { maxFailureShare: 0.2 },
      { succeeded: 4, failed: 1 },
      {},
      'passed',
      /4 of 5/,
    ],
    [
      'the infrastructure does not trip',
      { maxFailureShare: 0.2 },
      { waiting: 9, succeeded: 1, infrastructureFailed: 40 },
      {},
      'open',
      /9 targets/,
    ],
    [
      'only the infrastructure spoke',
      { maxFailureShare: 0.2 },
      { infrastructureFailed: 3 },
      {},
      'draining',
      /3 targets failed for reasons of infrastructure/,
    ],

    [
      'what failed before a person resumed the wave',
      { maxFailureShare: 0.2 },
      { succeeded: 9, forgiven: 3 },
      {},
      'draining',
      /^3 targets that failed before/,
    ],
    [
      'checks fail',
      { maxChecksFailedShare: 0.2 },
      { waiting: 9, pullRequests: 12, checksFailed: 8 },
      {},
      'halted',
      /8 of 12 pull requests have failing checks/,
    ],
    [
      'checks are not over',
      { maxChecksFailedShare: 0.2 },
      { succeeded: 4, pullRequests: 4, checksPending: 3, checksFailed: 1 },
      {},
      'draining',
      /The checks of 3 pull requests/,
    ],
    [
      'checks have passed',
      { maxChecksFailedShare: 0.2 },
      { succeeded: 4, pullRequests: 4 },
      {},
      'passed',
      /4 of 4/,
    ],

    [
      'too few are merged',
      { minMergedShare: 0.5 },
      { succeeded: 4, pullRequests: 4, merged: 1 },
      {},
      'draining',
      /50 % of 4 pull requests to be merged; 1 is/,
    ],
    [
      'enough are merged',
      { minMergedShare: 0.5 },
      { succeeded: 4, pullRequests: 4, merged: 2 },
      {},
      'passed',
      /2 merged/,
    ],
    [
      'there is nothing to merge',
      { minMergedShare: 1 },
      { succeeded: 4 },
      {},
      'passed',
      /4 of 4/,
    ],

    [
      'it begins to soak',
      { soakMinutes: 10 },
      { succeeded: 4 },
      {},
      'draining',
      /10 more minutes/,
    ],
    [
      'it soaks',
      { soakMinutes: 10 },
      { succeeded: 4 },
      { heldSeconds: 541 },
      'draining',
      /1 more minute /,
    ],
    [
      'it has soaked',
      { soakMinutes: 10 },
      { succeeded: 4 },
      { heldSeconds: 600 },
      'passed',
      /4 of 4/,
    ],
    [
      'it soaks only when all are through',
      { soakMinutes: 10 },
      { busy: 1 },
      { heldSeconds: 900 },
      'draining',
      /^1 target to come through$/,
    ],

    [
      'nobody has approved',
      { approval: true },
      { succeeded: 4 },
      {},
      'draining',
      /A person approves/,
    ],
    [
      'approved before the end',
      { approval: true },
      { busy: 1 },
      { approved: true },
      'draining',
      /come through/,
    ],
    [
      'approved',
      { approval: true },
      { succeeded: 4 },
      { approved: true },
      'passed',
      /4 of 4/,
    ],
    [
      'approval does not outweigh failures',
      { approval: true, maxFailureShare: 0.2 },
      { failed: 4 },
      { approved: true },
      'halted',
      /4 of 4/,
    ],
  ])('%s', (_case, gate, results, rest, state, reason) => {
    const decision = decide(gate, results, rest);
    expect(decision).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
    });
    expect(decision.waitsFor.length > 0).toBe(
      state === 'open' || state === 'draining',
    );
  });

  it('counts the soak time from when all but approval holds', () => {
    const gate = { approval: true, soakMinutes: 10 };
    expect(decide(gate, { busy: 1 }).holds).toBe(false);
    expect(decide(gate, { succeeded: 1 }).holds).toBe(true);
  });
});

describe('wilsonLowerBound', () => {
  it.each([
    [0, 0, 0],
    [0, 10, 0],
    [5, 10, 0.2366],
    [10, 10, 0.7225],
    [500, 1000, 0.4691],
  ])('%d of %d', (failed, sample, bound) => {
    expect(wilsonLowerBound(failed, sample)).toBeCloseTo(bound, 3);
  });
});
