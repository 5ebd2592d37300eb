/** Functions of DuckDB that build a value as large as an argument says, which no limit of memory or time stops. */
const BUILDERS =
  /\b(repeat|lpad|rpad|bar|range|generate_series|list_resize|array_resize)\s*\(/gi;
/** Those that take their size as the second argument; the others take it from all of them. */
const SIZED_BY_SECOND = /^(repeat|lpad|rpad|list_resize|array_resize)$/i;
const TYPES =
  /\b(cast|as|date|timestamp|timestamptz|interval|hour|day|week|month|quarter|year)\b/gi;
const DEPTHS = new Map([
  ['(', 1],
  [')', -1],
]);
const LARGEST_COUNT = 100_000;

/** A function of a query that may build a value of any size, since its arguments are no small constants. */
export interface Boundless {
  name: string;
  /** Whether its arguments are constants, so that even a database that only binds the query computes it. */
  isConstant: boolean;
}

/** The first such function of a query, constants before others; absent when there is none. */
export function findBoundless(sql: string): Boundless | undefined {
  const code = sql.replace(/'(?:[^']|'')*'/g, text =>
    /second/i.test(text) ? String(Number.MAX_SAFE_INTEGER) : "''",
  );
  const found: Boundless[] = [];
  for (const { 0: opener, 1: name, index } of code.matchAll(BUILDERS)) {
    const values = readArguments(code, index + opener.length);
    const sizes = SIZED_BY_SECOND.test(name) ? values.slice(1, 2) : values;
    if (!sizes.every(isSmall)) {
      const isConstant = sizes.every(size => !readsColumn(size));
      found.push({ name: `${name.toLowerCase()}()`, isConstant });
    }
  }
  return found.find(({ isConstant }) => isConstant) ?? found[0];
}

function readArguments(code: string, start: number): string[] {
  const values: string[] = [];
  let depth = 1;
  let from = start;
  for (let at = start; at < code.length && depth > 0; at += 1) {
    depth += DEPTHS.get(code[at]) ?? 0;
    if (depth === 0 || (depth === 1 && code[at] === ',')) {
      values.push(code.slice(from, at));
      from = at + 1;
    }
  }
  return values;
}

function isSmall(text: string): boolean {
  const numbers = text.match(/(?<!\w)\d[\w.]*/g) ?? [];
  return (
    !readsColumn(text) &&
    numbers.every(number => Number(number) <= LARGEST_COUNT)
  );
}

function readsColumn(text: string): boolean {
  return /(?<![\w.])[a-z_"]/i.test(text.replace(TYPES, ''));
}
