import { playOnCodeHost } from './playOnCodeHost.mjs';

/** 403 that does not say how long, which GitHub does, too. */
export const limitSilently = {
  sentence: 'a secondary limit: 403 without Retry-After',
  plan: ({ random }) => ({ seconds: random.between(1, 3) }),
  resources: () => ['code host'],
  act: playOnCodeHost({ mode: 'secondaryRateLimited', retryAfterSeconds: 0 }),
};
