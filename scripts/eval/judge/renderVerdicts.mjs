import { renderColumns, renderShare } from '../renderColumns.mjs';

/** The rates of one judge, a class in a line: false vetoes for what is right, true ones for faults. */
export function renderVerdicts(scores) {
  return renderColumns([
    [
      'class',
      'cases',
      'vetoed',
      'accepted',
      'undecided',
      'failed',
      'vetoed of what E2 lets through',
    ],
    ...scores.map(score => [
      score.right ? `${score.kind} (false vetoes)` : score.kind,
      score.judged + score.failed + score.notAsked,
      renderShare(score.veto, score.judged),
      renderShare(score.accept, score.judged),
      renderShare(score.undecided, score.judged),
      score.failed + score.notAsked,
      score.right ? '–' : renderShare(score.passed.veto, score.passed.judged),
    ]),
  ]);
}

/** What the verdicts cost, in a line. */
export function renderCost({ dollars, requests, inputTokens, outputTokens }) {
  const each = requests === 0 ? 0 : dollars / requests;
  return `$${dollars.toFixed(4)} for ${requests} requests ($${each.toFixed(
    5,
  )} each): ${inputTokens} tokens in, ${outputTokens} out`;
}
