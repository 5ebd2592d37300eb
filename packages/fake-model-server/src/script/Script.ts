import { z } from 'zod';

/**
 * A wire format: Anthropic Messages, OpenAI Responses, OpenAI Chat Completions, Gemini generateContent.
 * @public
 */
export type ApiId = 'anthropic' | 'responses' | 'chat' | 'gemini';

/**
 * What a request has to be like for a rule; all that is named has to hold. Texts are regular expressions.
 * @public
 */
export interface Condition {
  api?: ApiId;
  model?: string;
  /** Anywhere in the request. */
  text?: string;
  /** In its last message. */
  lastText?: string;
  /** One of the tools that are offered. */
  tool?: string;
  /** How many results of tools the conversation holds. */
  toolResults?: number;
  /** Whether an answer in JSON is asked for. */
  json?: boolean;
  /** SHA-256 of its body, in hexadecimal digits: the very request that was recorded. */
  bodyHash?: string;
}

/**
 * Tokens that an answer says it has used.
 * @public
 */
export interface Usage {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/**
 * What a rule answers.
 * @public
 */
export interface Answer {
  text?: string;
  /** Each calls the first offered tool whose name fits. */
  calls: Array<{ tool: string; arguments: Record<string, unknown> }>;
  usage: Usage;
  /** The request is refused. */
  error?: { status: number; message: string; retryAfterSeconds?: number };
  /** The request is never answered. */
  hang: boolean;
  /** The connection breaks after so many events. */
  cutAfterEvents?: number;
  /** What a provider has answered once, byte for byte. */
  recorded?: { status: number; contentType: string; body: string };
}

/**
 * One rule of a script.
 * @public
 */
export interface Rule {
  name?: string;
  when: Condition;
  /** How often it answers; without it always. */
  times?: number;
  answer: Answer;
}

/**
 * Rules that answer requests; the first that fits is taken.
 * @public
 */
export interface Script {
  /** What a list of models holds. */
  models: string[];
  rules: Rule[];
}

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
  api: z.enum(['anthropic', 'responses', 'chat', 'gemini']).optional(),
  model: pattern.optional(),
  text: pattern.optional(),
  lastText: pattern.optional(),
  tool: pattern.optional(),
  toolResults: z.number().int().min(0).optional(),
  json: z.boolean().optional(),
  bodyHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
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

const recorded = z.strictObject({
  status: z.number().int().min(200).max(599),
  contentType: z.string(),
  body: z.string(),
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
    recorded: recorded.optional(),
  })
  .refine(
    ({ text, calls, error: fault, hang, recorded: answered }) =>
      text !== undefined ||
      calls.length > 0 ||
      fault !== undefined ||
      hang ||
      answered !== undefined,
    'give one of text, calls, error, hang, recorded',
  );

const rule = z.strictObject({
  name: z.string().optional(),
  when: condition.default({}),
  times: z.number().int().min(1).optional(),
  answer,
});

/** What a script may hold. */
export const scriptSchema: z.ZodType<Script> = z.strictObject({
  models: z.array(z.string()).min(1).default(['fake-1']),
  rules: z.array(rule).min(1),
});
