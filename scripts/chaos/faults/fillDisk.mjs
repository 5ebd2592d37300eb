import { setTimeout as delay } from 'node:timers/promises';

/** The folder for checkouts has no byte left. */
export const fillDisk = {
  sentence: 'the disk of the checkouts is full',
  plan: ({ random }) => ({ seconds: random.between(5, 12) }),
  resources: () => ['disk'],
  async act({ disk }, { seconds }) {
    await disk.fill();
    await delay(seconds * 1000);
    await disk.free();
  },
};
