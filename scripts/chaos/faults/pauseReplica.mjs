import { setTimeout as delay } from 'node:timers/promises';

/** SIGSTOP beyond the lease: others take over, and then it goes on as if nothing had been. */
export const pauseReplica = {
  sentence: 'SIGSTOP of a replica for longer than its lease, then SIGCONT',
  plan: ({ random, replicas, leaseSeconds }) => ({
    replica: random.whole(1, replicas),
    seconds: leaseSeconds + random.between(3, 12),
  }),
  resources: ({ replica }) => [`replica ${replica}`],
  async act({ replicas }, { replica, seconds }) {
    if (!replicas[replica - 1].pause()) {
      return 'the replica is down';
    }
    await delay(seconds * 1000);
    replicas[replica - 1].goOn();
    return undefined;
  },
};
