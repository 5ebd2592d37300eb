import {
  generateText,
  isStepCount,
  type LanguageModel,
  type ModelMessage,
  type ToolSet,
} from 'ai';
import type { SessionLog } from '@skein/backstage-plugin-dataset-migrations-node';
import type { AgentSession, AgentTurn } from '../../loop/AgentSession';
import { recordAnswer, recordToolResults } from './recordStep';
import { toAgentError } from './toAgentError';

export interface AiSdkSessionOptions {
  model: LanguageModel;
  tools: ToolSet;
  maxSteps: number;
  maxOutputTokens: number;
  log?: SessionLog;
  signal: AbortSignal;
}

/** A conversation with a model that works by tools of this process. */
export class AiSdkSession implements AgentSession {
  readonly #options: AiSdkSessionOptions;
  #messages: ModelMessage[] = [];

  constructor(options: AiSdkSessionOptions) {
    this.#options = options;
  }

  async prompt(text: string): Promise<AgentTurn> {
    const { model, tools, maxSteps, maxOutputTokens, log, signal } =
      this.#options;
    const messages: ModelMessage[] = [
      ...this.#messages,
      { role: 'user', content: text },
    ];
    try {
      const result = await generateText({
        model,
        tools,
        messages,
        maxOutputTokens,
        stopWhen: isStepCount(maxSteps),
        abortSignal: signal,
        onLanguageModelCallEnd: ({ content }) => recordAnswer(log, content),
        onStepEnd: ({ content }) => recordToolResults(log, content),
      });
      this.#messages = [...messages, ...result.response.messages];
      return { text: result.text };
    } catch (error) {
      signal.throwIfAborted();
      throw toAgentError(error);
    }
  }

  async close(): Promise<void> {
    this.#messages = [];
  }
}
