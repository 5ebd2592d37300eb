import type { SqlToken } from './parseScript';

/** A part of a statement by the indices of its tokens, both inclusive. */
interface TokenRange {
  first: number;
  last: number;
}

/** What may open a block of a script, and the word that ends the opening. */
const OPENINGS: Record<string, RegExp> = {
  IF: /^THEN$/,
  ELSEIF: /^THEN$/,
  ELSIF: /^THEN$/,
  WHEN: /^THEN$/,
  EXCEPTION: /^THEN$/,
  ELSE: /^ELSE$/,
  BEGIN: /^BEGIN$/,
  LOOP: /^LOOP$/,
  REPEAT: /^REPEAT$/,
  WHILE: /^(DO|LOOP)$/,
  FOR: /^(DO|LOOP)$/,
  CREATE: /^BEGIN$/,
};
const ENDS_TIME =
  /^(WHERE|JOIN|LEFT|RIGHT|FULL|INNER|CROSS|GROUP|ORDER|QUALIFY|LIMIT|UNION|EXCEPT|INTERSECT|HAVING|WINDOW|AS|PIVOT|UNPIVOT|TABLESAMPLE|,|\))$/;

/**
 * Texts of the same length to try where a statement does not parse: without the words of a script around it, and without
 * clauses that the parser does not know. What is hidden stays among the tokens, so that names in it are not overlooked.
 */
export function relaxStatement(part: string, tokens: SqlToken[]): string[] {
  const words = tokens.map(({ text }) => text.toUpperCase());
  const opening = [...findOpening(words), ...findFunctionHead(words)];
  const clauses = [
    ...findTimes(words),
    ...findInsert(words),
    ...findStarClauses(words),
  ];
  const hidden = [opening, clauses, [...opening, ...clauses]].filter(
    ranges => ranges.length > 0,
  );
  return hidden.map(ranges => hide(part, tokens, ranges));
}

/** Whether a statement is nothing but words of a script, such as END IF. */
export function isScriptWord(tokens: SqlToken[]): boolean {
  const words = tokens.map(({ text }) => text.toUpperCase()).join(' ');
  return /^(END( (IF|LOOP|WHILE|FOR|REPEAT|CASE))?|BEGIN( TRANSACTION)?|ELSE|LOOP|LEAVE|BREAK|CONTINUE|ITERATE|RETURN|COMMIT( TRANSACTION)?|ROLLBACK( TRANSACTION)?)$/.test(
    words,
  );
}

/** Openings may follow one another, as in `BEGIN IF a THEN`. */
function findOpening(words: string[]): TokenRange[] {
  let last = -1;
  for (let next = endOfOpening(words, 0); next >= 0; ) {
    last = next;
    next = endOfOpening(words, last + 1);
  }
  return last < 0 ? [] : [{ first: 0, last }];
}

/** `CREATE FUNCTION … AS` in front of what it gives, where the parser does not know the type. */
function findFunctionHead(words: string[]): TokenRange[] {
  const start = words.indexOf('FUNCTION');
  const isHead = words[0] === 'CREATE' && start > 0 && start < 5;
  const parameters = words.indexOf('(', start);
  const last = isHead ? words.indexOf('AS', closingOf(words, parameters)) : -1;
  return last > 0 && words[last + 1] === '(' ? [{ first: 0, last }] : [];
}

/** The index of the word that ends an opening; -1 when none begins here. */
function endOfOpening(words: string[], first: number): number {
  const word = words[first] ?? '';
  const isTable =
    word === 'CREATE' &&
    !words.slice(first, first + 5).some(w => /^(PROCEDURE|TRIGGER)$/.test(w));
  if (isTable || !Object.hasOwn(OPENINGS, word)) {
    return -1;
  }
  return words.findIndex(
    (candidate, index) => index >= first && OPENINGS[word].test(candidate),
  );
}

/** `FOR SYSTEM_TIME AS OF …`, and AT or BEFORE with parentheses. */
function findTimes(words: string[]): TokenRange[] {
  const ranges: TokenRange[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const isSystemTime =
      words[index] === 'FOR' && /^SYSTEM(_TIME)?$/.test(words[index + 1] ?? '');
    const isTravel =
      /^(AT|BEFORE|CHANGES)$/.test(words[index]) && words[index + 1] === '(';
    if (isSystemTime || isTravel) {
      const last = isSystemTime
        ? endOfExpression(words, index + 4)
        : closingOf(words, index + 1);
      ranges.push({ first: index, last });
      index = last;
    }
  }
  return ranges;
}

/** EXCEPT and REPLACE behind the star of an expression, as in `IF(a, b, c).* REPLACE (…)`. */
function findStarClauses(words: string[]): TokenRange[] {
  return words.flatMap((word, index) => {
    const isStar =
      words.slice(index - 3, index).join('') === ').*' && index >= 3;
    return isStar && /^(EXCEPT|REPLACE)$/.test(word) && words[index + 1] === '('
      ? [{ first: index, last: closingOf(words, index + 1) }]
      : [];
  });
}

function endOfExpression(words: string[], from: number): number {
  let depth = 0;
  let index = from;
  for (; index < words.length; index += 1) {
    if (depth === 0 && ENDS_TIME.test(words[index])) {
      break;
    }
    if (words[index] === '(') {
      depth += 1;
    } else if (words[index] === ')') {
      depth -= 1;
    }
  }
  return index - 1;
}

function closingOf(words: string[], open: number): number {
  let depth = 0;
  for (let index = open; index < words.length; index += 1) {
    if (words[index] === '(') {
      depth += 1;
    } else if (words[index] === ')') {
      depth -= 1;
      if (depth === 0) {
        return index;
      }
    }
  }
  return words.length - 1;
}

/** `INSERT name (…)` without INTO, in front of a query. */
function findInsert(words: string[]): TokenRange[] {
  const start = words.indexOf('INSERT');
  const query = words.findIndex(
    (word, index) => index > start && /^(SELECT|WITH)$/.test(word),
  );
  return start >= 0 && start < 4 && query > 0 && words[start + 1] !== 'INTO'
    ? [{ first: start, last: query - 1 }]
    : [];
}

function hide(part: string, tokens: SqlToken[], ranges: TokenRange[]): string {
  const origin = tokens[0].start;
  let text = part;
  for (const { first, last } of ranges) {
    const start = tokens[first].start - origin;
    const end = tokens[last].end - origin;
    text =
      text.slice(0, start) +
      text.slice(start, end).replace(/[^\r\n\ud800-\udfff]/g, ' ') +
      text.slice(end);
  }
  return text;
}
