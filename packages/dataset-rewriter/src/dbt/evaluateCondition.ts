/** Conditions on the turn of a loop, for a loop of one turn. */
const TURNS: [RegExp, boolean][] = [
  [/^loop\.(?:last|first)$/, true],
  [/^loop\.(?:nextitem|previtem) is (?:defined|not none)$/, false],
  [/^loop\.index0? *(?:<|!=) *loop\.length(?: *- *1)?$/, false],
  [/^loop\.index *== *(?:1|loop\.length)$/, true],
  [/^loop\.index *(?:>|!=) *1$/, false],
  [/^loop\.index0 *(?:>|!=) *0$/, false],
  [/^loop\.index0 *== *0$/, true],
];

/** What a condition gives in the only turn of a loop; most conditions are known to the run alone. */
export function evaluateCondition(
  condition: string,
): 'always' | 'never' | 'unknown' {
  const disjuncts = condition.split(/\bor\b/).map(disjunct => {
    const conjuncts = disjunct.split(/\band\b/).map(evaluateTerm);
    if (conjuncts.includes(false)) {
      return false;
    }
    return conjuncts.every(value => value === true) ? true : undefined;
  });
  if (disjuncts.includes(true)) {
    return 'always';
  }
  return disjuncts.every(value => value === false) ? 'never' : 'unknown';
}

function evaluateTerm(term: string): boolean | undefined {
  const bare = term
    .trim()
    .replace(/^\(([^()]*)\)$/, '$1')
    .trim();
  const negated = /^not\s+([^]*)$/.exec(bare);
  if (negated) {
    const value = evaluateTerm(negated[1]);
    return value === undefined ? undefined : !value;
  }
  return TURNS.find(([pattern]) => pattern.test(bare))?.[1];
}
