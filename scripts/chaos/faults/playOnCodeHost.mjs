import { setTimeout as delay } from 'node:timers/promises';

/** What the code host is like when nothing is wrong with it. */
export const HEALTHY = {
  mode: 'up',
  answers: 'sent',
  retryAfterSeconds: 60,
  webhooks: true,
  webhookOrder: 'once',
};

/** Gives an act that switches a fault of the code host on for some seconds, and then off. */
export function playOnCodeHost(settings) {
  return async ({ estate }, { seconds }) => {
    await estate.set(settings);
    await delay(seconds * 1000);
    const healthy = Object.keys(settings).map(name => [name, HEALTHY[name]]);
    await estate.set(Object.fromEntries(healthy));
  };
}
