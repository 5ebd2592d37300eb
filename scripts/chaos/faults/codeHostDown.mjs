import { playOnCodeHost } from './playOnCodeHost.mjs';

/** The code host answers 503 to everything. */
export const codeHostDown = {
  sentence: 'the code host answers 503',
  plan: ({ random }) => ({ seconds: random.between(4, 12) }),
  resources: () => ['code host'],
  act: playOnCodeHost({ mode: 'down' }),
};
