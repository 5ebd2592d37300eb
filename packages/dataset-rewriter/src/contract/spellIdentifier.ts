import type { SqlDialect } from '../sql/parse/dialects';
import { RESERVED_WORDS } from './reservedWords';

const TWO_PARTS = new Set(['mysql', 'hive', 'clickhouse']);

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A column or one part of a table's name as a dialect spells it: in quotes only where it has to be. */
export function spellIdentifier(name: string, dialect: SqlDialect): string {
  const plain = PLAIN.test(name);
  if (plain && !RESERVED_WORDS.has(name.toLowerCase()) && !folds(name)) {
    return name;
  }
  // What is plain was made without quotes or in the case that the dialect folds to.
  const upper =
    plain && dialect.fold === 'upper' && name === name.toLowerCase();
  return quoteIdentifier(upper ? name.toUpperCase() : name, dialect);

  /** Without quotes, PostgreSQL would read another name. */
  function folds(text: string): boolean {
    return dialect.fold === 'lower' && text !== text.toLowerCase();
  }
}

/** The name of a table, in as many parts as the dialect knows. */
export function spellTable(
  parts: readonly string[],
  dialect: SqlDialect,
): string {
  const known = TWO_PARTS.has(dialect.platform) ? parts.slice(-2) : parts;
  return dialect.platform === 'bigquery'
    ? quoteIdentifier(known.join('.'), dialect)
    : known.map(part => spellIdentifier(part, dialect)).join('.');
}

function quoteIdentifier(name: string, { platform, quote }: SqlDialect) {
  const escaped =
    platform === 'bigquery'
      ? name.replace(/[\\`]/g, '\\$&')
      : name.replaceAll(quote, quote + quote);
  return `${quote}${escaped}${quote}`;
}
