import { setTimeout as delay } from 'node:timers/promises';

/** Between two writes, outside of a transaction: whoever goes on there writes with a lease that another one has. */
const POINTS = ['afterAgent', 'afterCommit', 'afterPush', 'afterPullRequest'];
const WAIT_SECONDS = 60;
const LOOK_EVERY_MS = 100;
/** What it does when it wakes up is what counts, and a next fault would end it at once. */
const AWAKE_MS = 6000;

/** The targets that a process has, and those of them that another one has by now. */
const HELD = `select id from targets where lease_owner like $1`;
const TAKEN_OVER = `select 1 from targets where id = any($2) and lease_owner not like $1 limit 1`;

/**
 * A worker that sleeps over the end of its lease right before it writes, and wakes up while another one works on the same: later
 * the state of the target would stop it, whatever lease it writes with.
 */
export const pauseAtPoint = {
  sentence:
    'kill -9, and SIGSTOP at a named place after the start, until somebody has taken the work over',
  plan: ({ random, replicas, leaseSeconds }) => ({
    replica: random.whole(1, replicas),
    pauseAt: `${random.pick(POINTS)}:${random.whole(1, 2)}`,
    seconds: leaseSeconds + random.between(10, 20),
  }),
  // one at a time of all replicas, so that another one is awake to take the work over
  resources: ({ replica }) => [`replica ${replica}`, 'takeover'],
  async act({ replicas, ledger }, { replica, pauseAt, seconds }) {
    const held = replicas[replica - 1];
    const remark = await held.kill({ pauseAt });
    if (!(await held.untilPaused({ withinSeconds: WAIT_SECONDS }))) {
      // else it would hold itself still at some later time, when nobody wakes it
      await held.kill();
      return remark ?? 'it did not come to that place in time';
    }
    const isTakenOver = await untilTakenOver(ledger, held.pid, seconds);
    held.goOn();
    await delay(AWAKE_MS);
    return isTakenOver ? remark : 'nobody took its work over in time';
  },
};

async function untilTakenOver(ledger, pid, seconds) {
  const deadline = Date.now() + seconds * 1000;
  const ours = `%-${pid}-%`;
  const ids = (await ledger.query(HELD, [ours])).map(({ id }) => id);
  while (Date.now() < deadline) {
    const taken = await ledger.query(TAKEN_OVER, [ours, ids]);
    if (taken.length > 0) {
      return true;
    }
    await delay(LOOK_EVERY_MS);
  }
  return false;
}
