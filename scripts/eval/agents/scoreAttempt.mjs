/**
 * What came of an attempt, against what is known: `asExpected`, `differs` (with the files that are wrong, missing, or should
 * not have been touched), `gaveUp` (a person is asked), or `failed` (it broke off).
 */
export function scoreAttempt({ outcome, expected }) {
  if (outcome.kind === 'failed') {
    return { result: 'failed', reason: outcome.reason };
  }
  if (outcome.kind !== 'proposed') {
    return { result: 'gaveUp', reason: outcome.reason };
  }
  const changed = new Map(
    outcome.record.diff.files.map(({ path, content }) => [
      path,
      content === null
        ? undefined
        : Buffer.from(content, 'base64').toString('utf8'),
    ]),
  );
  const missing = [...expected.keys()].filter(path => !changed.has(path));
  const over = [...changed.keys()].filter(path => !expected.has(path));
  const wrong = [...expected.keys()].filter(
    path => changed.has(path) && changed.get(path) !== expected.get(path),
  );
  return missing.length + over.length + wrong.length === 0
    ? { result: 'asExpected' }
    : { result: 'differs', missing, over, wrong };
}

/** The results of one agent, added up. */
export function sumResults(results) {
  const count = result => results.filter(each => each.result === result).length;
  const mean = read =>
    results.length === 0
      ? 0
      : results.reduce((sum, each) => sum + read(each), 0) / results.length;
  const verdictsOf = result =>
    results.filter(each => each.result === result && each.verdict === 'veto')
      .length;
  return {
    cases: results.length,
    asExpected: count('asExpected'),
    differs: count('differs'),
    gaveUp: count('gaveUp'),
    failed: count('failed'),
    rounds: mean(({ rounds }) => rounds),
    dollars: results.reduce((sum, { dollars }) => sum + dollars, 0),
    judged: results.filter(({ verdict }) => verdict !== undefined).length,
    falseVetoes: verdictsOf('asExpected'),
    trueVetoes: verdictsOf('differs'),
  };
}
