import { playOnCodeHost } from './playOnCodeHost.mjs';

/** Each webhook comes twice under the same id. */
export const doubleWebhooks = {
  sentence: 'webhooks come twice',
  plan: ({ random }) => ({ seconds: random.between(10, 20) }),
  resources: () => ['webhook order'],
  act: playOnCodeHost({ webhookOrder: 'twice' }),
};
