import { setTimeout as delay } from 'node:timers/promises';

/** No fault, but what people do on a bad day: everything is paused and resumed. */
export const pauseMigration = {
  sentence: 'somebody pauses the migrations, and resumes them',
  plan: ({ random }) => ({ seconds: random.between(6, 12) }),
  resources: () => ['operator'],
  async act({ operator }, { seconds }) {
    const paused = await operator.pauseAll();
    await delay(seconds * 1000);
    await operator.resumeAll();
    return `${paused} migrations`;
  },
};
