import { playOnCodeHost } from './playOnCodeHost.mjs';

/** No webhook is sent for a while, and never again for what happened then. */
export const loseWebhooks = {
  sentence: 'webhooks are lost',
  plan: ({ random }) => ({ seconds: random.between(10, 25) }),
  resources: () => ['webhooks'],
  act: playOnCodeHost({ webhooks: false }),
};
