import {
  EVIDENCE_LEVELS,
  type Evidence,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { VerifierResult } from '@skein/backstage-plugin-dataset-migrations-node';

type Rung = Evidence['rungs'][number];

/** What one verifier said, with the rung that it speaks for. */
export interface VerifierAnswer {
  level: EvidenceLevel;
  result: VerifierResult;
}

/** Why a rung was not tried, where no verifier speaks for it. */
const NOT_RUN: Partial<Record<EvidenceLevel, string>> = {
  E3: 'Not run: no installed verifier binds changed queries against the new schema.',
  E4: "Not run: no installed verifier runs the repository's own checks. Results can be proved without them.",
  E5: 'Not run: no installed verifier compares results on generated rows.',
  E6: 'Not run: no installed verifier compares results on real data.',
};

function foldRung(level: EvidenceLevel, answers: VerifierAnswer[]): Rung {
  const results = answers
    .filter(answer => answer.level === level)
    .map(answer => answer.result);
  if (results.length === 0) {
    return {
      level,
      status: 'notRun',
      detail: NOT_RUN[level] ?? 'Not run: no verifier speaks for it.',
    };
  }
  const statusOrder: VerifierResult['status'][] = [
    'failed',
    'notProved',
    'proved',
    'notApplicable',
  ];
  const status = statusOrder.find(candidate =>
    results.some(result => result.status === candidate),
  )!;
  return {
    level,
    status: status === 'notProved' ? 'notRun' : status,
    detail: results
      .filter(result => result.status === status)
      .map(result => result.detail)
      .join(' '),
  };
}

/** The repository's own checks say little of results, so that the rungs above stand without them. */
const OPTIONAL: EvidenceLevel[] = ['E4'];

/**
 * Folds what verifiers said into a level: the highest rung that is proved, with no rung below it that failed or was
 * not run, but for those that are optional. A verifier that failed outweighs one that proved.
 */
export function evidenceLevel(answers: VerifierAnswer[]): Evidence {
  const rungs = EVIDENCE_LEVELS.filter(level => level !== 'E0').map(level =>
    foldRung(level, answers),
  );
  let level: EvidenceLevel = 'E0';
  for (const rung of rungs) {
    const isMissing =
      rung.status === 'notRun' && !OPTIONAL.includes(rung.level);
    if (rung.status === 'failed' || isMissing) {
      break;
    }
    if (rung.status === 'proved') {
      level = rung.level;
    }
  }
  return { level, rungs };
}
