import { setTimeout as delay } from 'node:timers/promises';

/** Between two writes, outside of a transaction: whoever goes on there writes with a lease that another one has. */
const POINTS = ['afterAgent', 'afterCommit', 'afterPush', 'afterPullRequest'];
const WAIT_SECONDS = 60;

/** A worker that sleeps over the end of its lease right before it writes. */
export const pauseAtPoint = {
  sentence:
    'kill -9, and SIGSTOP at a named place after the start for longer than the lease',
  plan: ({ random, replicas, leaseSeconds }) => ({
    replica: random.whole(1, replicas),
    pauseAt: `${random.pick(POINTS)}:${random.whole(1, 2)}`,
    seconds: leaseSeconds + random.between(3, 12),
  }),
  resource: ({ replica }) => `replica ${replica}`,
  async act({ replicas }, { replica, pauseAt, seconds }) {
    const held = replicas[replica - 1];
    const remark = await held.kill({ pauseAt });
    if (!(await held.untilPaused({ withinSeconds: WAIT_SECONDS }))) {
      return remark ?? 'it did not come to that place in time';
    }
    await delay(seconds * 1000);
    held.goOn();
    return remark;
  },
};
