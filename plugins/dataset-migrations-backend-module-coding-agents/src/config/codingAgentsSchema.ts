import { z } from 'zod';
import { ACP_PRESETS, type AcpPresetName } from '../agents/acp/presets';

const id = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/,
    'has to be lower case letters, digits, dots and dashes, 63 characters at most',
  );

const wholeNumber = (least: number, most: number, usual: number) =>
  z.number().int().min(least).max(most).default(usual);

const dollars = z.number().min(0).max(10_000);

const provider = z.strictObject({
  id,
  baseUrl: z.url({ protocol: /^https?$/ }),
  formats: z.array(z.enum(['anthropic', 'responses', 'chat', 'gemini'])).min(1),
  apiKey: z.string().min(1),
});

const model = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][-A-Za-z0-9._]{0,99}$/,
      'has to be letters, digits, dots, dashes and underscores',
    ),
  provider: z.string(),
  name: z.string().min(1).optional(),
  maxOutputTokens: wholeNumber(256, 1_000_000, 16_000),
  price: z.strictObject({
    input: dollars,
    output: dollars,
    cacheRead: dollars.optional(),
    cacheWrite: dollars.optional(),
  }),
});

const limits = z.strictObject({
  minutes: wholeNumber(1, 240, 30),
  memoryMegabytes: wholeNumber(256, 131_072, 4096),
  processes: wholeNumber(16, 10_000, 512),
  diskMegabytes: wholeNumber(16, 102_400, 1024),
  outputMegabytes: wholeNumber(1, 1024, 64),
});

const common = {
  id: id.refine(
    value => value !== 'rewriter',
    'is taken by the agent that is always there',
  ),
  model: z.string(),
  otherModels: z.array(z.string()).default([]),
  maxRounds: wholeNumber(1, 10, 3),
};

const asking = { maxVerifications: wholeNumber(1, 50, 5) };

const sandboxed = {
  ...common,
  allowInstructions: z.boolean().default(false),
  limits: limits.prefault({}),
};

const PRESET_NAMES = Object.keys(ACP_PRESETS).filter(
  (name): name is AcpPresetName => name in ACP_PRESETS,
);

const agent = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    ...asking,
    type: z.literal('ai-sdk'),
    maxSteps: wholeNumber(1, 500, 60),
  }),
  z.strictObject({
    ...sandboxed,
    ...asking,
    type: z.literal('acp'),
    preset: z.enum(PRESET_NAMES),
  }),
  z.strictObject({
    ...sandboxed,
    ...asking,
    type: z.literal('claude-agent-sdk'),
  }),
  z.strictObject({
    ...sandboxed,
    type: z.literal('command'),
    argv: z.array(z.string()).min(1),
    reads: z
      .array(z.string().regex(/^\/./, 'has to be an absolute path'))
      .default([]),
  }),
]);

const judge = z.strictObject({
  id,
  model: z.string(),
  maxDiffKilobytes: wholeNumber(1, 1000, 100),
});

/** What `datasetMigrations.codingAgents` may hold beside the sandbox; `config.d.ts` says what each means. */
export const codingAgentsSchema = z.object({
  installFolder: z
    .string()
    .regex(/^\/./, 'has to be an absolute path')
    .optional(),
  providers: z.array(provider).default([]),
  models: z.array(model).default([]),
  agents: z.array(agent).default([]),
  judges: z.array(judge).default([]),
  gateway: z
    .strictObject({
      maxRequestKilobytes: wholeNumber(64, 65_536, 4096),
      maxResponseKilobytes: wholeNumber(64, 65_536, 16_384),
      requestSeconds: wholeNumber(10, 3600, 600),
    })
    .prefault({}),
});

export type CodingAgentsConfig = z.output<typeof codingAgentsSchema>;

/** One agent of the configuration. */
export type AgentConfig = CodingAgentsConfig['agents'][number];

/** One judge of the configuration. */
export type JudgeConfig = CodingAgentsConfig['judges'][number];
