import {
  reachesLevel,
  type Evidence,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { RefusedEdit } from '../execution/patchPolicy/CheckoutChange';
import { explainRefusedEdits } from '../execution/patchPolicy/explainRefusedEdits';
import { plainText } from './plainText';

/** What fits beside the work in the context of a model. */
const MOST_BYTES = 2000;

export interface CondenseFindingsOptions {
  /** Absent when nothing was changed. */
  evidence?: Evidence;
  requiredLevel: EvidenceLevel;
  /** What was put back. */
  refused: RefusedEdit[];
}

/** What an agent is told of its patch: first what it must not do, then what is wrong, then what is not proved. */
export function condenseFindings(options: CondenseFindingsOptions): string {
  const { evidence, requiredLevel, refused } = options;
  const rungs = evidence?.rungs ?? [];
  const failed = rungs.filter(rung => rung.status === 'failed');
  const notProved = rungs.filter(
    rung =>
      rung.status === 'notRun' &&
      rung.level !== 'E4' &&
      reachesLevel(requiredLevel, rung.level),
  );
  const lines = [
    ...explainRefusedEdits(refused).map(
      line => `Refused and put back: ${line}`,
    ),
    ...failed.map(rung => `${rung.level} failed: ${rung.detail}`),
    ...notProved.map(rung => `${rung.level} not proved: ${rung.detail}`),
  ];
  if (!evidence) {
    lines.push('Nothing is changed yet.');
  } else if (lines.length === 0) {
    lines.push(`Proved ${evidence.level}; nothing was found wrong.`);
  }
  return plainText(lines.join('\n'), MOST_BYTES);
}
