/** I8 */
export const wavesWait = {
  id: 'I8',
  sentence: 'no wave begins before the gate of the one before has passed',
  check: () => ({ notChecked: 'there are no waves yet' }),
};
