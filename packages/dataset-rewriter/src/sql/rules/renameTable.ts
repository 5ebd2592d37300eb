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
      ...replaceName(part, to, dialect),
      cause: `${use.move.path}.to.names`,
    }));
}
