import type { PlannedField } from '../contract/planMoves';

/** What every comment of Skein begins with, after the comment sign. */
export const COMMENT_MARK = 'skein:';

/** What somebody has to decide, on one line. */
export function describeDecision(
  field: PlannedField,
  guide: string | undefined,
): string {
  return [`decide ${field.name}:`, field.note, guide]
    .filter(part => part !== undefined)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
