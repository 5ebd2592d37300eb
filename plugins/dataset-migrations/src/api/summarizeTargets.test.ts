import { TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from './summarizeTargets';

describe('summarizeTargets', () => {
  it('adds up to the number of targets, whatever their states', () => {
    const summary = summarizeTargets({
      targetCount: TARGET_STATES.length,
      settledCount: SETTLED_TARGET_STATES.length,
      targetCounts: TARGET_STATES.map(state => ({ state, count: 1 })),
    });

    expect(
      summary.merged +
        summary.otherwiseSettled +
        summary.open +
        summary.proposed +
        summary.needsHuman +
        summary.failed +
        summary.waiting,
    ).toBe(summary.total);
  });

  it('counts a plan that no agent has looked at as not attempted', () => {
    expect(
      summarizeTargets({
        targetCount: 3,
        settledCount: 0,
        targetCounts: [{ state: 'pending', count: 3 }],
      }).isAttempted,
    ).toBe(false);
  });
});
