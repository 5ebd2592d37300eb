import { PROOF_TIME } from '../statements/freezeTime';

/** Values that queries compare with, by what they can be. */
export interface Literals {
  numbers: number[];
  texts: string[];
  /** Milliseconds. */
  moments: number[];
  /** Columns that are compared with texts, in lower case. */
  textColumns: Set<string>;
}

const UNITS: Record<string, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
  quarter: 7_776_000_000,
  year: 31_536_000_000,
};
const STRING = /'((?:[^']|'')*)'/g;
const INTERVAL =
  /interval\s+\(?'?\s*(-?\d+)\s*'?\)?\s*(second|minute|hour|day|week|month|quarter|year)/gi;
const COMPARED = /"?(\w+)"?\s*(?:=|<>|!=|\bin\s*\(|\blike\b)\s*'/gi;
const MOST = 40;

/** Collects the literals of queries, with both sides of each. */
export function harvestLiterals(queries: string[]): Literals {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  const moments = new Set<number>();
  const textColumns = new Set<string>();
  const now = Date.parse(`${PROOF_TIME.replace(' ', 'T')}Z`);
  for (const query of queries) {
    for (const [, column] of query.matchAll(COMPARED)) {
      textColumns.add(column.toLowerCase());
    }
    for (const [, count, unit] of query.matchAll(INTERVAL)) {
      const length = Number(count) * UNITS[unit.toLowerCase()];
      [now - length, now + length].forEach(m => around(m, moments));
    }
    for (const [, text] of query.matchAll(STRING)) {
      const moment = /^\d{4}-\d\d-\d\d/.test(text)
        ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`)
        : NaN;
      if (Number.isNaN(moment)) {
        texts.add(text.replace(/''/g, "'"));
      } else {
        around(moment, moments);
      }
    }
    const rest = query.replace(STRING, ' ').replace(/"(?:[^"]|"")*"/g, ' ');
    for (const [number] of rest.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)) {
      const value = Number(number);
      [value - 1, value, value + 1].forEach(n => numbers.add(n));
    }
  }
  return {
    numbers: [...numbers].slice(0, MOST),
    texts: [...texts].slice(0, MOST),
    moments: [...moments].slice(0, MOST),
    textColumns,
  };
}

function around(moment: number, moments: Set<number>) {
  [moment - UNITS.day, moment - 1_000, moment, moment + UNITS.day].forEach(m =>
    moments.add(m),
  );
}
