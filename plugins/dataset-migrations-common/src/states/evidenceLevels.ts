import type { EvidenceLevel } from '../schema/types.generated';

/**
 * How much is proved about a patch, from nothing (E0) to the same results on real data (E6).
 * @public
 */
export const EVIDENCE_LEVELS = [
  'E0',
  'E1',
  'E2',
  'E3',
  'E4',
  'E5',
  'E6',
] as const satisfies readonly EvidenceLevel[];

/**
 * True when `level` proves at least what `required` asks for.
 * @public
 */
export function reachesLevel(
  level: EvidenceLevel,
  required: EvidenceLevel,
): boolean {
  return EVIDENCE_LEVELS.indexOf(level) >= EVIDENCE_LEVELS.indexOf(required);
}
