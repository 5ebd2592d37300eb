import { playOnCodeHost } from './playOnCodeHost.mjs';

/** The timeout after the effect: what a write asked for is done, and the answer never comes. */
export const loseAnswers = {
  sentence: 'the code host does what it is asked for, and the answer is lost',
  plan: ({ random }) => ({ seconds: random.between(4, 9) }),
  resources: () => ['code host'],
  act: playOnCodeHost({ answers: 'lost' }),
};
