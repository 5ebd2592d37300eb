import type { Edit } from '../../types';
import { renameRelation } from '../../dbt/renameRelation';
import type { SqlDialect } from '../parse/dialects';
import type { TableUse } from '../resolve/uses';
import { replaceName, spellName } from './replaceName';

/** Puts the new name where the old one stands, with as many parts and the same quotes. */
export function renameTable(use: TableUse, dialect: SqlDialect): Edit[] {
  if (use.side === 'new') {
    return [];
  }
  const cause = `${use.move.path}.to.names`;
  const renamed = use.call
    ? renameRelation(use.call)
    : use.parts
        .filter(({ part, to }) => part.name !== to)
        .map(({ part, to }) => ({
          ...withoutSharedLead(replaceName(part, to, dialect), part.name),
          cause,
        }));
  return use.alias
    ? [...renamed, addAlias(use.alias, dialect, cause)]
    : renamed;
}

function addAlias(
  { name, at, keyword }: NonNullable<TableUse['alias']>,
  dialect: SqlDialect,
  cause: string,
): Edit {
  const text = ` ${keyword} ${spellName(name, dialect)}`;
  return { start: at, end: at, text, cause };
}

/** The first pieces of a quoted name that stay are not written: one of them may stand for something else in the text. */
function withoutSharedLead<T extends { start: number; text: string }>(
  edit: T,
  name: string,
): T {
  const old = name.split('.');
  const now = edit.text.split('.');
  const differs = now.findIndex((piece, index) => piece !== old[index]);
  const length = now.slice(0, differs).join('.').length;
  return differs > 0
    ? {
        ...edit,
        start: edit.start + length + 1,
        text: edit.text.slice(length + 1),
      }
    : edit;
}
