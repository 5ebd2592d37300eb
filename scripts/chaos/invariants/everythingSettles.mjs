/** Where nothing more happens by itself, and nothing has to be mended by hand because of a fault. */
const AT_REST = [
  'merged',
  'noChanges',
  'exempted',
  'notAConsumer',
  'closed',
  'cancelled',
  'reverted',
  'needsHuman',
];

/** I6 */
export const everythingSettles = {
  id: 'I6',
  sentence:
    'when the faults are over, every target comes to its end in time, and none is given up because of a fault',
  check({ targets, settling }) {
    return {
      checked: `${targets.length} targets, settled after ${Math.round(
        settling.tookSeconds,
      )} s of at most ${settling.withinSeconds} s`,
      violations: targets
        .filter(({ state }) => !AT_REST.includes(state))
        .map(
          ({ id, repository, state, state_reason: reason }) =>
            `the target ${id} (${repository}) is ${state}: ${reason}`,
        ),
    };
  },
};

export function isAtRest(state) {
  return AT_REST.includes(state) || state === 'failed';
}
