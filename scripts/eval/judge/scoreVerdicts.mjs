import { RIGHT } from './listJudgeCases.mjs';

/** What a judge said, by what is wrong with the patch; of faults also how many of those that verifiers at E2 let through. */
export function scoreVerdicts(results) {
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  return kinds.map(kind => {
    const own = results.filter(each => each.kind === kind);
    return {
      kind,
      right: kind === RIGHT,
      ...count(own),
      passed: count(own.filter(({ passes }) => passes)),
    };
  });
}

/** Both rates over all classes: true vetoes of faults, false vetoes of what is right. */
export function sumVerdicts(results) {
  const right = count(results.filter(({ kind }) => kind === RIGHT));
  const wrong = count(results.filter(({ kind }) => kind !== RIGHT));
  return { right, wrong };
}

function count(results) {
  const of = verdict => results.filter(each => each.verdict === verdict).length;
  return {
    judged: results.length - of('notAsked') - of('failed'),
    veto: of('veto'),
    accept: of('accept'),
    undecided: of('undecided'),
    failed: of('failed'),
    notAsked: of('notAsked'),
  };
}
