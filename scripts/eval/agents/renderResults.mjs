import { renderColumns, renderShare } from '../renderColumns.mjs';

/** What agents did, an agent in a line; `promptVersion` and `model` say with what. */
export function renderResults(evaluated) {
  return renderColumns([
    [
      'agent',
      'model',
      'prompt',
      'cases',
      'as expected',
      'differs',
      'gave up',
      'failed',
      'rounds',
      'cost',
      'vetoes, right / wrong',
    ],
    ...evaluated.map(({ agent, model, promptVersion, sum }) => [
      agent,
      model ?? '–',
      promptVersion ?? '–',
      sum.cases,
      renderShare(sum.asExpected, sum.cases),
      sum.differs,
      sum.gaveUp,
      sum.failed,
      sum.rounds.toFixed(1),
      `$${sum.dollars.toFixed(4)}`,
      sum.judged === 0 ? '–' : `${sum.trueVetoes} / ${sum.falseVetoes}`,
    ]),
  ]);
}

/** What did not come out as expected, a case in a line. */
export function renderMisses(results) {
  return results
    .filter(({ result }) => result !== 'asExpected')
    .map(each => {
      const files = ['missing', 'over', 'wrong']
        .filter(kind => each[kind]?.length > 0)
        .map(kind => `${kind}: ${each[kind].join(', ')}`);
      return `  ${each.name}: ${each.result}. ${
        each.reason ?? files.join('; ')
      }`;
    })
    .join('\n');
}
