import { z } from 'zod';
import { JUDGE_RULE_NAMES } from './JudgeRule';

/** What the model has to fill in; anything else that it says is not looked at. */
export const modelVerdictSchema = z.object({
  verdict: z.enum(['accept', 'veto', 'undecided']),
  objections: z
    .array(
      z.object({
        rule: z.enum(JUDGE_RULE_NAMES).describe('Which rule is broken'),
        file: z.string().max(1000).describe('As the diff names it'),
        line: z
          .number()
          .int()
          .min(1)
          .optional()
          .describe('The number that stands before the line in the diff'),
        sentence: z
          .string()
          .min(1)
          .max(400)
          .describe('What is wrong there and what would be right'),
      }),
    )
    .max(20)
    .describe('At least one for a veto, none for the others'),
  why: z
    .string()
    .max(400)
    .optional()
    .describe('Only for undecided: what you would need to know'),
});

export type ModelVerdict = z.output<typeof modelVerdictSchema>;
