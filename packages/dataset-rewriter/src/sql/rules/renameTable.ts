import type { Edit } from '../../types';
import { renameRelation } from '../../dbt/renameRelation';
import type { SqlDialect } from '../parse/dialects';
import type { TableUse } from '../resolve/uses';
import { replaceName } from './replaceName';

/** Puts the new name where the old one stands, with as many parts and the same quotes. */
export function renameTable(use: TableUse, dialect: SqlDialect): Edit[] {
  if (use.side === 'new') {
    return [];
  }
  if (use.call) {
    return renameRelation(use.call);
  }
  return use.parts
    .filter(({ part, to }) => part.name !== to)
    .map(({ part, to }) => ({
      ...withoutSharedLead(replaceName(part, to, dialect), part.name),
      cause: `${use.move.path}.to.names`,
    }));
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
