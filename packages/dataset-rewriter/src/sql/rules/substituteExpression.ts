import type { Edit } from '../../types';
import type { ColumnUse } from '../resolve/uses';
import { aliasOutput } from './renameColumn';

const WHOLE = /^(?:\w+|\w+\s*\([^()]*\))$/;

/** Puts the old value, in terms of the new columns, where the old column was read. */
export function substituteExpression(use: ColumnUse, text: string): Edit[] {
  const { field, name, qualifierName, qualifier } = use;
  if (field.expression === undefined) {
    return [];
  }
  const prefix = writeQualifier(use, text);
  const value = writeExpression(field.expression, prefix);
  const bare = use.alone || WHOLE.test(value);
  return aliasOutput(use, text, {
    start: (qualifier?.part ?? qualifierName ?? name).start,
    end: name.end,
    text: bare ? value : `(${value})`,
    cause: field.path,
  });
}

/** An expression over columns that are qualified in one way. */
export function writeExpression(expression: string, prefix: string): string {
  return expression.replace(
    /\{(\w+)\}/g,
    (_, column: string) => `${prefix}${column}`,
  );
}

function writeQualifier(
  { qualifier, qualifierName, addedQualifier }: ColumnUse,
  text: string,
): string {
  if (qualifier) {
    return `${qualifier.to}.`;
  }
  if (addedQualifier !== undefined) {
    return `${addedQualifier}.`;
  }
  return qualifierName
    ? `${text.slice(qualifierName.start, qualifierName.end)}.`
    : '';
}
