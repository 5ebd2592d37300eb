import { setTimeout as delay } from 'node:timers/promises';

/** What `pg_ctl stop -m immediate` does, and a start a few seconds later. */
export const crashDatabase = {
  sentence: 'PostgreSQL is stopped at once, and started again',
  plan: ({ random }) => ({ seconds: random.between(1, 6) }),
  resources: () => ['database'],
  async act({ postgres }, { seconds }) {
    await postgres.crash();
    await delay(seconds * 1000);
    await postgres.start();
  },
};
