import type { AgentExample } from '@skein/backstage-plugin-dataset-migrations-node';
import type { LearnedRule } from './LearnedRule';
import { writeRuleLine } from './writeRuleLine';

/** What agents are shown of rules that did not fit as they stand; absent when there is none. */
export function toExamples(
  rules: LearnedRule[] = [],
): AgentExample[] | undefined {
  return rules.length === 0
    ? undefined
    : rules.flatMap(({ extension, replacements }) =>
        replacements.map(({ before, after }) => ({
          extension,
          before: before.map(writeRuleLine).join('\n'),
          after: after.map(writeRuleLine).join('\n'),
        })),
      );
}
