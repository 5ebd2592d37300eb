import { playOnCodeHost } from './playOnCodeHost.mjs';

/** Webhooks come late, the last one first. */
export const reorderWebhooks = {
  sentence: 'webhooks come in another order',
  plan: ({ random }) => ({ seconds: random.between(10, 20) }),
  resources: () => ['webhook order'],
  act: playOnCodeHost({ webhookOrder: 'reversed' }),
};
