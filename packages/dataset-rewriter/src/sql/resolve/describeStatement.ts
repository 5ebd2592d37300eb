import type { SqlToken } from '../parse/parseScript';

interface StatementKind {
  /** The first words of the statement. */
  pattern: RegExp;
  /** What it does, and what to do with it; `{new}` is the replacement. */
  message: string;
}

const KINDS: StatementKind[] = [
  {
    pattern: /^(insert|copy|load|put)\b/,
    message:
      'The statement adds rows to the old dataset. Readers move to {new}, whose owner fills it: stop this write with them, or let it run until nobody reads the old one.',
  },
  {
    pattern: /^(update|merge|delete)\b/,
    message:
      'The statement changes rows of the old dataset. Ask the owner of {new} how such rows are changed there, and migrate it by hand.',
  },
  {
    pattern: /^(drop|truncate)\b/,
    message:
      'The statement removes the old dataset or its rows, and must not do so with {new}. Keep it until nobody reads the old one, then delete the statement.',
  },
  {
    pattern: /^(grant|revoke|deny)\b/,
    message:
      'The statement says who may read the old dataset. Give the same rights on {new} where those are managed, and delete it with the old one.',
  },
  {
    pattern: /^comment\b/,
    message:
      'The statement describes the old dataset. Move the description to where {new} is defined.',
  },
  {
    pattern: /^(alter|create( unique)? index)\b/,
    message:
      'The statement changes how the old dataset is built. Ask the owner of {new} whether it needs the same, and delete it with the old one.',
  },
  {
    pattern:
      /^create\b.*\b(like|clone|copy|snapshot|stream|changes)\b|^create (or replace )?stream\b/,
    message:
      'The statement makes something of the old dataset with all of its columns, some of which change. Make it from a query of {new} that names the columns.',
  },
  {
    pattern: /^create\b/,
    message:
      'The statement defines the old dataset. Whoever owns {new} defines it elsewhere: delete the statement when nobody reads the old one.',
  },
  {
    pattern:
      /^(analyze|vacuum|optimize|refresh|cache|uncache|msck|describe|desc|show|explain|repair|invalidate)\b/,
    message:
      'The statement looks after the old dataset, and reads none of its columns. Write {new} in it if that is yours to look after, or delete it.',
  },
];

const RESHAPES = /^(pivot|unpivot|match_recognize)$/i;

/** Why a dataset is left that a statement names without reading its columns by name, and what to do about it; absent for a plain query. */
export function describeStatement(
  tokens: SqlToken[],
  start: number,
  replacement: string,
): string | undefined {
  const words = tokens
    .slice(0, 8)
    .map(({ text }) => text.toLowerCase())
    .join(' ');
  const isQuery = /^(\(|with\b|select\b|from\b)/.test(words);
  const after = tokens.slice(tokens.findIndex(token => token.start === start));
  const reshape = after.slice(0, 9).find(({ text }) => RESHAPES.test(text));
  if (reshape) {
    const word = reshape.text.toUpperCase();
    return `${word} takes all columns of the dataset, also those that it does not name, and some of them change. Put a query in its place that names the columns.`;
  }
  return isQuery
    ? undefined
    : KINDS.find(({ pattern }) => pattern.test(words))?.message.replace(
        '{new}',
        replacement,
      );
}
