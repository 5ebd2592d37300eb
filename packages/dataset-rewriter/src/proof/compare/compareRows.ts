import type { Json } from '@duckdb/node-api';

/** Digits in which two numbers have to agree: sums may be added in another order. */
const DIGITS = 9;

/** Whether two results hold the same rows equally often; nulls are equal, and floats are when they nearly are. */
export function sameRows(left: Json[][], right: Json[][]): boolean {
  if (left.length !== right.length) {
    return false;
  }
  const a = left.map(canonical).sort();
  const b = right.map(canonical).sort();
  return a.every((row, index) => row === b[index]);
}

/** Whether the given columns show the same values in the same order. */
export function sameOrder(
  left: Json[][],
  right: Json[][],
  columns: number[],
): boolean {
  return left.every((row, index) =>
    columns.every(
      column => canonical(row[column]) === canonical(right[index]?.[column]),
    ),
  );
}

function canonical(value: Json): string {
  return JSON.stringify(round(value));
}

function round(value: Json): Json {
  if (typeof value === 'number') {
    return value === 0 ? 0 : Number(value.toPrecision(DIGITS));
  }
  if (Array.isArray(value)) {
    return value.map(round);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, round(inner)]),
    );
  }
  return value;
}
