import type {
  Judge,
  JudgeAnswer,
  JudgeOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import {
  generateText,
  tool,
  ToolChoiceViolationError,
  type LanguageModel,
} from 'ai';
import { createLanguageModel } from '../agents/aiSdk/createLanguageModel';
import { toAgentError } from '../agents/aiSdk/toAgentError';
import { guardModels, type AgentModels } from '../agents/AgentModels';
import { toFetch } from '../gateway/toFetch';
import { decideVerdict } from './decideVerdict';
import { findSteering } from './findSteering';
import { modelVerdictSchema, type ModelVerdict } from './modelVerdict';
import { readDiff } from './readDiff';
import { renderQuestion, type Question } from './renderQuestion';

export interface ModelJudgeOptions {
  id: string;
  models: AgentModels;
  /** Larger diffs are not judged. */
  diffBytes: number;
}

/** An answer is short; what is longer is a model that has lost itself. */
const MOST_OUTPUT_TOKENS = 4000;

/** A model that reads the diff. It is asked once, through the gateway, and answers by filling in a form. */
export class ModelJudge implements Judge {
  readonly id: string;
  readonly #options: ModelJudgeOptions;

  private constructor(options: ModelJudgeOptions) {
    this.id = options.id;
    this.#options = options;
  }

  static create(options: ModelJudgeOptions): ModelJudge {
    // throws for a provider that cannot be spoken to, when the backend starts and not in an attempt
    createLanguageModel(options.models.main, globalThis.fetch);
    return new ModelJudge(options);
  }

  async judge(options: JudgeOptions): Promise<JudgeAnswer> {
    const { contract, diff, evidence, findings } = options;
    const { models, diffBytes } = this.#options;
    const bytes = Buffer.byteLength(diff);
    if (bytes > diffBytes) {
      return {
        verdict: 'undecided',
        reasons: [
          `The diff has ${bytes.toLocaleString('en')} bytes, and the judge ${
            this.id
          } reads ${diffBytes.toLocaleString('en')} at most.`,
        ],
      };
    }
    const files = readDiff(diff);
    const question = renderQuestion({ contract, files, evidence, findings });
    const guard = guardModels(models, options);
    let said: ModelVerdict | undefined;
    try {
      said = await ask(
        createLanguageModel(models.main, toFetch(guard)),
        question,
        {
          maxOutputTokens: Math.min(
            models.main.maxOutputTokens,
            MOST_OUTPUT_TOKENS,
          ),
          signal: options.signal,
        },
      );
    } catch (error) {
      options.signal.throwIfAborted();
      throw guard.exceeded ?? error;
    } finally {
      await guard.settled();
    }
    const { version, hash } = question;
    return {
      ...(said
        ? decideVerdict({
            said,
            files,
            findings,
            steering: findSteering({ files, findings, evidence }),
          })
        : {
            verdict: 'undecided',
            reasons: [
              'The judge did not answer in the form that it was given.',
            ],
          }),
      prompt: { version, hash },
    };
  }
}

/** What the model fills in; undefined when it does not, whatever else it says. */
async function ask(
  model: LanguageModel,
  { system, user }: Question,
  options: { maxOutputTokens: number; signal: AbortSignal },
): Promise<ModelVerdict | undefined> {
  try {
    const { toolCalls } = await generateText({
      model,
      instructions: system,
      prompt: user,
      maxOutputTokens: options.maxOutputTokens,
      abortSignal: options.signal,
      toolChoice: { type: 'tool', toolName: 'verdict' },
      tools: {
        verdict: tool({
          description: 'Says what you think of the patch. Call it once.',
          inputSchema: modelVerdictSchema,
        }),
      },
    });
    const [call] = toolCalls;
    const parsed =
      toolCalls.length === 1 && call.toolName === 'verdict'
        ? modelVerdictSchema.safeParse(call.input)
        : undefined;
    return parsed?.data;
  } catch (error) {
    options.signal.throwIfAborted();
    if (ToolChoiceViolationError.isInstance(error)) {
      return undefined;
    }
    throw toAgentError(error);
  }
}
