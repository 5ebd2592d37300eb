import { setTimeout as delay } from 'node:timers/promises';

/** No fault, but what people do on the worst day: the kill switch, and all goes on a little later. */
export const stopFleet = {
  sentence: 'somebody stops the whole fleet, and starts it again',
  plan: ({ random }) => ({ seconds: random.between(6, 12) }),
  resources: () => ['operator'],
  async act({ operator }, { seconds }) {
    if (!(await operator.stopFleet())) {
      return 'there is no kill switch';
    }
    await delay(seconds * 1000);
    await operator.startFleet();
    return undefined;
  },
};
