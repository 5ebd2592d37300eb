import { z } from 'zod';

/** The wire formats that are spoken. */
export const API_IDS = ['anthropic', 'responses', 'chat', 'gemini'] as const;

/**
 * A wire format: Anthropic Messages, OpenAI Responses, OpenAI Chat Completions, Gemini generateContent.
 * @public
 */
export type ApiId = (typeof API_IDS)[number];

const pattern = z.string().superRefine((source, context) => {
  try {
    RegExp(source);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `"${source}" is no regular expression: ${error}`,
    });
  }
});

const condition = z.strictObject({
  api: z.enum(API_IDS).optional(),
  model: pattern.optional(),
  text: pattern.optional(),
  lastText: pattern.optional(),
  tool: pattern.optional(),
  toolResults: z.number().int().min(0).optional(),
  json: z.boolean().optional(),
});

const tokens = z.number().int().min(0);

const usage = z.strictObject({
  input: tokens.default(100),
  output: tokens.default(20),
  cacheRead: tokens.default(0),
  cacheWrite: tokens.default(0),
});

const error = z.strictObject({
  status: z.number().int().min(400).max(599),
  message: z.string().default('The script says so'),
  retryAfterSeconds: z.number().min(0).optional(),
});

const call = z.strictObject({
  tool: pattern,
  arguments: z.record(z.string(), z.unknown()).default({}),
});

const answer = z
  .strictObject({
    text: z.string().optional(),
    calls: z.array(call).default([]),
    usage: usage.default({
      input: 100,
      output: 20,
      cacheRead: 0,
      cacheWrite: 0,
    }),
    error: error.optional(),
    hang: z.boolean().default(false),
    cutAfterEvents: z.number().int().min(0).optional(),
  })
  .refine(
    ({ text, calls, error: fault, hang }) =>
      text !== undefined || calls.length > 0 || fault !== undefined || hang,
    'give one of text, calls, error, hang',
  );

const rule = z.strictObject({
  name: z.string().optional(),
  when: condition.default({}),
  times: z.number().int().min(1).optional(),
  answer,
});

/** What a script may hold. */
export const scriptSchema = z.strictObject({
  models: z.array(z.string()).min(1).default(['fake-1']),
  rules: z.array(rule).min(1),
});

/**
 * Rules that answer requests; the first that fits is taken.
 * @public
 */
export type Script = z.output<typeof scriptSchema>;

/** One rule of a script. */
export type Rule = Script['rules'][number];

/** What a request has to be like for a rule. */
export type Condition = Rule['when'];

/** What a rule answers. */
export type Answer = Rule['answer'];

/** Tokens that an answer says it has used. */
export type Usage = Answer['usage'];
