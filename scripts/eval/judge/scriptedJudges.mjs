/**
 * Judges whose right results are known, for the harness itself. Each is a script of the fake model server, made for the cases:
 * a case is known by the mark around its diff.
 */
export const SCRIPTED_JUDGES = {
  'knows the truth': {
    script: cases => ({
      rules: [
        ...cases
          .filter(({ wrong }) => wrong)
          .map(each => ({ when: { text: each.mark }, answer: veto(each) })),
        { answer: accept() },
      ],
    }),
    expected: { trueVetoes: 1, falseVetoes: 0, undecided: 0 },
  },
  'accepts everything': {
    script: () => ({ rules: [{ answer: accept() }] }),
    expected: { trueVetoes: 0, falseVetoes: 0, undecided: 0 },
  },
  'vetoes everything': {
    script: cases => ({
      rules: cases.map(each => ({
        when: { text: each.mark },
        answer: veto(each),
      })),
    }),
    expected: { trueVetoes: 1, falseVetoes: 1, undecided: 0 },
  },
  'vetoes without a place': {
    script: () => ({
      rules: [{ answer: veto({ file: 'nowhere/at/all.sql' }) }],
    }),
    expected: { trueVetoes: 0, falseVetoes: 0, undecided: 1 },
  },
  'says it in words': {
    script: () => ({ rules: [{ answer: { text: 'VETO: it is wrong.' } }] }),
    expected: { trueVetoes: 0, falseVetoes: 0, undecided: 1 },
  },
};

function accept() {
  return call({ verdict: 'accept', objections: [] });
}

function veto({ file }) {
  return call({
    verdict: 'veto',
    objections: [{ rule: 'rightMapping', file, sentence: 'It is not right.' }],
  });
}

function call(argumentsOfCall) {
  return { calls: [{ tool: '^verdict$', arguments: argumentsOfCall }] };
}
