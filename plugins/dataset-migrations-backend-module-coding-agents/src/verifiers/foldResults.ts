import type { VerifierResult } from '@skein/backstage-plugin-dataset-migrations-node';
import { cutBytes } from './condenseFailures';

/** What one check came to; `missing` is one that the repository calls for and that cannot run here. */
export interface CheckAnswer {
  status: 'failed' | 'notProved' | 'proved' | 'missing' | 'remark';
  detail: string;
}

/** As much as one who has to act on it will read. */
const MOST_BYTES = 2000;

const ORDER: CheckAnswer['status'][] = [
  'failed',
  'notProved',
  'missing',
  'proved',
  'remark',
];

function decideStatus(answers: CheckAnswer[]): VerifierResult['status'] {
  const has = (status: CheckAnswer['status']) =>
    answers.some(answer => answer.status === status);
  if (has('failed')) {
    return 'failed';
  }
  if (has('notProved') || (has('proved') && has('missing'))) {
    return 'notProved';
  }
  return has('proved') ? 'proved' : 'notApplicable';
}

/**
 * One answer from those of all checks. It is a proof only when every check that the repository calls for has run; where none could,
 * it says why.
 */
export function foldResults(answers: CheckAnswer[]): VerifierResult {
  const sorted = ORDER.flatMap(status =>
    answers.filter(answer => answer.status === status),
  );
  return {
    status: decideStatus(answers),
    detail:
      sorted.length === 0
        ? 'The repository has no checks that are known and concern the changed files.'
        : cutBytes(sorted.map(({ detail }) => detail).join(' '), MOST_BYTES),
  };
}
