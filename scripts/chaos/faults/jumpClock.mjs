/** The clock of one replica is put forward or back, for the rest of the run or until the next jump. */
export const jumpClock = {
  sentence: 'the clock of a replica jumps by minutes',
  plan: ({ random, replicas }) => ({
    replica: random.whole(1, replicas),
    skewSeconds: random.whole(30, 150) * random.pick([-1, 1]),
  }),
  resources: ({ replica }) => [`clock ${replica}`],
  async act({ replicas }, { replica, skewSeconds }) {
    await replicas[replica - 1].setClock(skewSeconds);
  },
};
