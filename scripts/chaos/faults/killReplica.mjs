/** `kill -9` of a replica, which is started again at once. */
export const killReplica = {
  sentence: 'kill -9 of a replica, which is started again',
  plan: ({ random, replicas }) => ({ replica: random.whole(1, replicas) }),
  resources: ({ replica }) => [`replica ${replica}`],
  async act({ replicas }, { replica }) {
    return await replicas[replica - 1].kill();
  },
};
