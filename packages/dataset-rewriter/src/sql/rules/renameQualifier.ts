import type { Edit } from '../../types';
import type { SqlDialect } from '../parse/dialects';
import type { QualifierUse } from '../resolve/uses';
import { replaceName } from './replaceName';

/** A qualifier that is the table's own name follows the table. */
export function renameQualifier(
  use: QualifierUse | undefined,
  dialect: SqlDialect,
): Edit[] {
  return use
    ? [
        {
          ...replaceName(use.part, use.to, dialect),
          cause: `${use.move.path}.to.names`,
        },
      ]
    : [];
}
