import type { Edit } from '../../types';
import type { SqlDialect } from '../parse/dialects';
import type { ColumnUse } from '../resolve/uses';
import { renameQualifier } from './renameQualifier';
import { replaceColumn } from './replaceName';

/** Puts the new column where the old one stands; an output that was named after it keeps its name by an alias. */
export function renameColumn(
  use: ColumnUse,
  text: string,
  dialect: SqlDialect,
): Edit[] {
  const { field, name } = use;
  if (field.to === undefined) {
    return [];
  }
  const cause = field.path;
  const to = { name: field.name, to: field.to };
  const renamed = { ...replaceColumn(name, to, dialect), cause };
  return [
    ...renameQualifier(use.qualifier, dialect),
    ...aliasOutput(use, text, qualify(use, text, renamed)),
  ];
}

function qualify(
  { addedQualifier, name }: ColumnUse,
  text: string,
  edit: Edit,
): Edit {
  return addedQualifier === undefined
    ? edit
    : {
        ...edit,
        start: name.start,
        end: name.end,
        text: [
          `${addedQualifier}.`,
          text.slice(name.start, edit.start),
          edit.text,
          text.slice(edit.end, name.end),
        ].join(''),
      };
}

/** Adds the old name as alias, in the same edit where both touch. */
export function aliasOutput(
  { outputAlias, name }: Pick<ColumnUse, 'outputAlias' | 'name'>,
  text: string,
  edit: Edit,
): Edit[] {
  if (!outputAlias) {
    return [edit];
  }
  const alias = ` ${outputAlias.keyword} ${text.slice(name.start, name.end)}`;
  return edit.end === outputAlias.at
    ? [{ ...edit, text: edit.text + alias }]
    : [
        edit,
        {
          start: outputAlias.at,
          end: outputAlias.at,
          text: alias,
          cause: edit.cause,
        },
      ];
}
