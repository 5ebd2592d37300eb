import type { NamePart } from '../resolve/uses';
import type { SqlDialect } from '../parse/dialects';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLAIN_WITH_DASHES = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A new name in the quoting style of the identifier that it replaces. */
export function replaceName(
  part: NamePart,
  to: string,
  dialect: SqlDialect,
): { start: number; end: number; text: string } {
  const { start, end, quoted } = part;
  if (quoted) {
    return { start: start + 1, end: end - 1, text: to };
  }
  const plain = dialect.platform === 'bigquery' ? PLAIN_WITH_DASHES : PLAIN;
  return {
    start,
    end,
    text: plain.test(to) ? to : `${dialect.quote}${to}${dialect.quote}`,
  };
}

/** Words that name no column unless they are quoted. */
const RESERVED = new Set(
  'all and any as asc between by case cast column cross desc distinct else end except exists false fetch for from full group grouping having in inner intersect into is join lateral left like limit natural not null on or order outer over partition qualify range references right rows select set some table then to true union unique unnest user using values when where window with'.split(
    ' ',
  ),
);

/** A column name in the dialect's spelling, with quotes where it needs them. */
export function spellName(name: string, { quote }: SqlDialect): string {
  const isWritten = name.startsWith(quote) || name.startsWith('"');
  const isPlain = PLAIN.test(name) && !RESERVED.has(name.toLowerCase());
  return isPlain || isWritten ? name : `${quote}${name}${quote}`;
}

/** A new column name in the quoting style of the old one; folded where the old one is. */
export function replaceColumn(
  part: NamePart,
  field: { name: string; to: string },
  dialect: SqlDialect,
): { start: number; end: number; text: string } {
  const foldedUp =
    part.quoted &&
    dialect.fold === 'upper' &&
    part.name === field.name.toUpperCase();
  const replaced = replaceName(
    part,
    foldedUp ? field.to.toUpperCase() : field.to,
    dialect,
  );
  return !part.quoted && field.to.includes('-')
    ? { ...replaced, text: `${dialect.quote}${field.to}${dialect.quote}` }
    : replaced;
}
