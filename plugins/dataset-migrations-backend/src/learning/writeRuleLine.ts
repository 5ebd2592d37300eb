import type { RulePart } from './LearnedRule';

/** A line of a rule for people and models: holes as ‹1›, ‹2› … */
export function writeRuleLine(parts: RulePart[]): string {
  return parts
    .map(part => (typeof part === 'string' ? part : `‹${part.hole}›`))
    .join('');
}
