import { TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import { SEGMENT_STATES, summarizeTargets } from './summarizeTargets';

describe('summarizeTargets', () => {
  it('adds up to the number of targets, whatever their states', () => {
    const summary = summarizeTargets({
      targetCount: TARGET_STATES.length,
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

  it('puts every state into one part, and into no other', () => {
    expect(Object.values(SEGMENT_STATES).flat().sort()).toEqual(
      [...TARGET_STATES].sort(),
    );
  });

  it('counts a plan that no agent has looked at as not attempted', () => {
    expect(
      summarizeTargets({
        targetCount: 3,
        targetCounts: [{ state: 'pending', count: 3 }],
      }).isAttempted,
    ).toBe(false);
  });
});
