import { playOnCodeHost } from './playOnCodeHost.mjs';

/** 403 with Retry-After, as GitHub's secondary limits say it. */
export const limitSecondary = {
  sentence: 'a secondary limit: 403 with Retry-After',
  plan: ({ random }) => ({ seconds: random.between(3, 8) }),
  resources: () => ['code host'],
  act: playOnCodeHost({ mode: 'secondaryRateLimited', retryAfterSeconds: 5 }),
};
