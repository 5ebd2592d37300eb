import { quoteText } from '../duckdb/quote';
import type { Random } from './createRandom';
import { splitType } from './splitType';
import type { Literals } from './harvestLiterals';

/** What texts look like, so that casts of them succeed in some runs. */
export type TextProfile = 'words' | 'numbers' | 'dates';

/** How the rows of one run are made. */
export interface RowPlan {
  size: number;
  /** Rows of tables other than the dataset; as many when absent. */
  others?: number;
  texts: TextProfile;
  /** Whether the least and the greatest values are among them. */
  extremes: boolean;
}

/** The runs of a proof: none, one and few rows, then many with each kind of text and with extreme values. */
export const ROW_PLANS: RowPlan[] = [
  { size: 0, texts: 'words', extremes: false },
  { size: 1, texts: 'numbers', extremes: false },
  { size: 3, texts: 'words', extremes: false },
  { size: 50, texts: 'words', extremes: false },
  { size: 50, texts: 'numbers', extremes: false },
  { size: 50, texts: 'dates', extremes: false },
  { size: 12, texts: 'numbers', extremes: true },
  { size: 50, texts: 'words', extremes: true },
  { size: 120, texts: 'numbers', extremes: false },
  { size: 50, others: 0, texts: 'words', extremes: false },
  { size: 50, others: 1, texts: 'words', extremes: false },
  { size: 50, others: 1, texts: 'numbers', extremes: false },
  { size: 50, others: 2, texts: 'words', extremes: true },
  { size: 2, others: 50, texts: 'words', extremes: false },
];

const NULLS = 0.12;
const REPEATS = 0.15;

interface Pools {
  integers: number[];
  numbers: number[];
  texts: string[];
  /** For columns that are compared with texts. */
  words: string[];
  /** Milliseconds. */
  moments: number[];
}

/** Makes rows as tuples of SQL; equal values recur in all tables, so that joins meet. */
export class RowMaker {
  readonly #random: Random;
  readonly #pools: Pools;
  readonly #textColumns: Set<string>;

  constructor(plan: RowPlan, literals: Literals, random: Random) {
    this.#random = random;
    this.#textColumns = literals.textColumns;
    this.#pools = createPools(plan, literals, random);
  }

  rows(columns: { name: string; type: string }[], size: number): string[] {
    const rows: string[] = [];
    while (rows.length < size) {
      const repeats = rows.length > 0 && this.#random.happens(REPEATS);
      rows.push(
        repeats
          ? this.#random.pick(rows)
          : `(${columns.map(column => this.#cell(column)).join(', ')})`,
      );
    }
    return rows;
  }

  #cell({ name, type }: { name: string; type: string }): string {
    return this.#textColumns.has(name.toLowerCase()) &&
      splitType(type).name === 'VARCHAR' &&
      !this.#random.happens(NULLS)
      ? quoteText(this.#random.pick(this.#pools.words))
      : this.#value(type);
  }

  #value(type: string): string {
    if (this.#random.happens(NULLS)) {
      return 'NULL';
    }
    const { name, parts } = splitType(type);
    switch (name) {
      case 'LIST':
        return `CAST([${this.#several(parts[0].type)}] AS ${type})`;
      case 'STRUCT':
        return `CAST({${parts
          .map(part => `${quoteText(part.name)}: ${this.#value(part.type)}`)
          .join(', ')}} AS ${type})`;
      case 'MAP':
        return `CAST(MAP {${quoteText('a')}: ${this.#value(
          parts[1]?.type ?? 'VARCHAR',
        )}} AS ${type})`;
      default:
        return `CAST(${quoteText(this.#scalar(name))} AS ${type})`;
    }
  }

  #several(type: string): string {
    const count = this.#random.below(4);
    return Array.from({ length: count }, () => this.#value(type)).join(', ');
  }

  #scalar(name: string): string {
    const { integers, numbers, texts, moments } = this.#pools;
    const pick = this.#random.pick;
    const moment = () => new Date(pick(moments)).toISOString();
    if (/^(U?(TINY|SMALL)INT)$/.test(name)) {
      const value = pick(integers);
      return String(value >= 0 && value < 128 ? value : value & 0x7f);
    }
    if (/^U(BIGINT|INTEGER|HUGEINT)$/.test(name)) {
      return String(Math.abs(pick(integers)));
    }
    if (/INT(EGER)?$/.test(name)) {
      return String(pick(integers));
    }
    if (/^(FLOAT|DOUBLE|DECIMAL)$/.test(name)) {
      return String(pick(numbers));
    }
    if (name === 'BOOLEAN') {
      return pick(['true', 'false']);
    }
    if (name.startsWith('TIMESTAMP')) {
      return moment().replace('T', ' ').replace('Z', '+00');
    }
    if (name === 'DATE') {
      return moment().slice(0, 10);
    }
    if (name.startsWith('TIME')) {
      return moment().slice(11, 19);
    }
    if (name === 'UUID') {
      return `00000000-0000-4000-8000-${String(
        Math.abs(pick(integers)) % 1_000_000,
      ).padStart(12, '0')}`;
    }
    if (name === 'JSON') {
      return pick(['{"a": 1}', '{"a": "x", "b": [1, 2]}', '[]', 'null']);
    }
    return name === 'INTERVAL' ? `${this.#random.below(40)} days` : pick(texts);
  }
}

function createPools(
  { texts, extremes }: RowPlan,
  literals: Literals,
  random: Random,
): Pools {
  const some = <T>(values: T[], count: number) =>
    Array.from({ length: count }, () => random.pick(values));
  const whole = literals.numbers.filter(
    value => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  );
  const integers = [
    ...some([0, 1, 2, 3, 4, 5, 7, 10, -1, 42], 5),
    ...whole,
    ...(extremes ? [2 ** 31 - 1, -(2 ** 31) + 1] : []),
  ];
  const words = ['', 'a', 'A', 'b', 'Ä ö', ' a ', "o'k", 'de', 'x'.repeat(40)];
  const moments = [
    '2024-01-15T08:00:00Z',
    '2024-01-15T20:30:05Z',
    '2024-02-29T00:00:00Z',
    '2025-06-15T12:00:00Z',
    '2023-12-31T23:59:59Z',
    ...(extremes ? ['1970-01-01T00:00:00Z', '2199-12-31T23:59:59Z'] : []),
  ].map(text => Date.parse(text));
  const profiles: Record<TextProfile, string[]> = {
    words: [...some(words, 4), ...literals.texts, ...literals.texts],
    numbers: integers.map(String),
    dates: moments.map(moment => new Date(moment).toISOString().slice(0, 10)),
  };
  return {
    integers,
    numbers: [...integers, ...literals.numbers, 0.5, -1.25],
    texts: profiles[texts],
    words: profiles.words,
    moments: [...some(moments, 4), ...literals.moments],
  };
}
