/** What a scripted judge was counted as, where that is not what it is; nothing when the harness counts right. */
export function checkHarness(name, expected, { right, wrong }) {
  const judged = right.judged + wrong.judged;
  const seen = {
    trueVetoes: share(wrong.veto, wrong.judged),
    falseVetoes: share(right.veto, right.judged),
    undecided: share(right.undecided + wrong.undecided, judged),
  };
  const problems = Object.entries(expected)
    .filter(([rate, value]) => seen[rate] !== value)
    .map(
      ([rate, value]) =>
        `the judge that ${name}: ${rate} is ${seen[rate]}, and should be ${value}`,
    );
  const lost = right.failed + right.notAsked + wrong.failed + wrong.notAsked;
  return lost > 0
    ? [...problems, `the judge that ${name}: ${lost} cases were not judged`]
    : problems;
}

function share(part, whole) {
  return whole === 0 ? 0 : part / whole;
}
