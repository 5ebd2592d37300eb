import type { Judge } from '@skein/backstage-plugin-dataset-migrations-node';
import { ModelJudge } from '../judge/ModelJudge';
import type { ReadCodingAgents } from './readCodingAgentsConfig';

/** The judges of the configuration, in its order. */
export function createJudges({
  judges,
  gateway,
}: Pick<ReadCodingAgents, 'judges' | 'gateway'>): Judge[] {
  return judges.map(({ config, main }) =>
    ModelJudge.create({
      id: config.id,
      models: { main, others: [], limits: gateway },
      diffBytes: config.maxDiffKilobytes * 1024,
    }),
  );
}
