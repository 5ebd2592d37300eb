import type { ModelAccount } from '@skein/backstage-plugin-dataset-migrations-node';

/** An account that nothing may be asked on. */
export const NO_MODELS: ModelAccount = {
  reserve: async () => {
    throw new Error('No model may be asked in this test');
  },
};
