import type { Edit } from '../../types';
import type { SqlDialect } from '../parse/dialects';
import type { JoinSide, MergedUse, UsingUse } from '../resolve/uses';
import { replaceColumn } from './replaceName';
import { aliasOutput } from './renameColumn';
import { writeExpression } from './substituteExpression';

const WHOLE = /^(?:[\w.`"]+|\w+\s*\([^()]*\))$/;

/** Puts ON in the place of USING, whose column is called otherwise on one side now. */
export function writeJoinCondition(
  { start, end, isLower, columns, move }: UsingUse,
  text: string,
  dialect: SqlDialect,
): Edit {
  const write = (side: JoinSide) => writeSide(side, text, dialect);
  const equal = columns.map(
    ({ left, right }) => `${write(left)} = ${write(right)}`,
  );
  return {
    start,
    end,
    text: `${isLower ? 'on' : 'ON'} ${equal.join(isLower ? ' and ' : ' AND ')}`,
    cause: move.path,
  };
}

/** Lets a column that USING made one of be read from where it came. */
export function readMergedColumn(
  use: MergedUse,
  text: string,
  dialect: SqlDialect,
): Edit[] {
  const { name, sides, move } = use;
  const [first, ...others] = sides.map(side => writeSide(side, text, dialect));
  const value = others.length
    ? `COALESCE(${[first, ...others].join(', ')})`
    : first;
  const { start, end } = name;
  const cause = move.path;
  return aliasOutput(use, text, { start, end, text: value, cause });
}

function writeSide(
  { qualifier, name, field }: JoinSide,
  text: string,
  dialect: SqlDialect,
): string {
  if (field?.expression !== undefined) {
    const value = writeExpression(field.expression, `${qualifier}.`);
    return WHOLE.test(value) ? value : `(${value})`;
  }
  if (field?.to === undefined) {
    return `${qualifier}.${text.slice(name.start, name.end)}`;
  }
  const {
    start,
    end,
    text: now,
  } = replaceColumn(name, { name: field.name, to: field.to }, dialect);
  return [
    `${qualifier}.`,
    text.slice(name.start, start),
    now,
    text.slice(end, name.end),
  ].join('');
}
