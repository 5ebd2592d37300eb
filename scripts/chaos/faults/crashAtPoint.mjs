const POINTS = [
  'afterClaim',
  'afterAgent',
  'beforeProposed',
  'afterCommit',
  'afterPush',
  'afterPullRequest',
];

/** `kill -9`, and the replica that comes after dies by itself at a place where that is the most interesting. */
export const crashAtPoint = {
  sentence: 'kill -9, and a second death at a named place after the start',
  plan: ({ random, replicas }) => ({
    replica: random.whole(1, replicas),
    crashAt: `${random.pick(POINTS)}:${random.whole(1, 2)}`,
  }),
  resources: ({ replica }) => [`replica ${replica}`],
  async act({ replicas }, { replica, crashAt }) {
    return await replicas[replica - 1].kill({ crashAt });
  },
};
