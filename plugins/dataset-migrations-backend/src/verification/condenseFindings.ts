import {
  reachesLevel,
  type Evidence,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { plainText } from './plainText';

/** What fits beside the work in the context of a model. */
const MOST_BYTES = 2000;

export interface CondenseFindingsOptions {
  /** Absent when nothing was changed. */
  evidence?: Evidence;
  requiredLevel: EvidenceLevel;
}

/** What an agent is told of its patch: first what it must not do, then what is wrong, then what is not proved. */
export function condenseFindings(options: CondenseFindingsOptions): string {
  const { evidence, requiredLevel } = options;
  if (!evidence) {
    return 'Nothing is changed yet.';
  }
  const failed = evidence.rungs.filter(rung => rung.status === 'failed');
  const notProved = evidence.rungs.filter(
    rung =>
      rung.status === 'notRun' &&
      rung.level !== 'E4' &&
      reachesLevel(requiredLevel, rung.level),
  );
  return plainText(
    [
      ...failed.map(rung => `${rung.level} failed: ${rung.detail}`),
      ...notProved.map(rung => `${rung.level} not proved: ${rung.detail}`),
    ].join('\n') || `Proved ${evidence.level}; nothing was found wrong.`,
    MOST_BYTES,
  );
}
