/** What gives another result each time. */
const RANDOM =
  /\b(random|rand|uuid|gen_random_uuid|uuidv[47]|setseed|nextval)\s*\(|\btablesample\b|\busing\s+sample\b/i;
/** What depends on the order of rows where keys are equal. */
const TIES: [RegExp, string][] = [
  [/\blimit\b/i, 'LIMIT'],
  [/\boffset\s+\d/i, 'OFFSET'],
  [/\brow_number\s*\(/i, 'row_number()'],
  [/\b(first|last|nth)_value\s*\(/i, 'first_value() or last_value()'],
  [/\b(lag|lead)\s*\(/i, 'lag() or lead()'],
  [/\bany_value\s*\(/i, 'any_value()'],
  [
    /\b(array_agg|list|string_agg|group_concat|listagg)\s*\(/i,
    'a list of rows',
  ],
  [/\barg_(min|max)\s*\(|\b(min|max)_by\s*\(/i, 'arg_min() or arg_max()'],
  [/\bdistinct\s+on\b/i, 'DISTINCT ON'],
];

/** Why a query does not give one result for the same rows. */
export interface Uncertainty {
  /** Nothing can be said of its results. */
  random?: string;
  /** Its result depends on which of several equal rows comes first. */
  ties?: string;
}

/** Looks for what makes the result of a query depend on more than its rows. */
export function findUncertainty(sql: string): Uncertainty {
  const code = sql.replace(/'(?:[^']|'')*'/g, "''");
  const limit = /\blimit\b/i.test(code) && !/\border\s+by\b/i.test(code);
  if (limit) {
    return { random: 'LIMIT without ORDER BY gives any of the rows' };
  }
  const random = RANDOM.exec(code)?.[0];
  return {
    random:
      random &&
      `${random.replace(/\s*\($/, '()')} gives another value each time`,
    ties: TIES.find(([pattern]) => pattern.test(code))?.[1],
  };
}
