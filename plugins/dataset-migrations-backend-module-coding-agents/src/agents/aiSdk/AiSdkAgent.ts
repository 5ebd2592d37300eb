import type {
  AgentResult,
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { CheckoutFiles } from '../../checkout/CheckoutFiles';
import { toFetch } from '../../gateway/toFetch';
import { runOuterLoop } from '../../loop/runOuterLoop';
import { guardModels, type AgentModels } from '../AgentModels';
import { VerifyTool } from '../../verifyTool/VerifyTool';
import { AiSdkSession } from './AiSdkSession';
import { createLanguageModel } from './createLanguageModel';
import { createTools } from './createTools';

export interface AiSdkAgentOptions {
  id: string;
  models: AgentModels;
  maxRounds: number;
  /** How often the model is asked in one round at most. */
  maxSteps: number;
  /** How often it may ask the verifiers by itself in one round. */
  maxVerifications: number;
}

/** A loop in this process: the model has four tools, none of which starts a program. */
export class AiSdkAgent implements MigrationAgent {
  readonly id: string;
  readonly #options: AiSdkAgentOptions;

  private constructor(options: AiSdkAgentOptions) {
    this.id = options.id;
    this.#options = options;
  }

  static create(options: AiSdkAgentOptions): AiSdkAgent {
    // throws for a provider that cannot be spoken to, when the backend starts and not in an attempt
    createLanguageModel(options.models.main, globalThis.fetch);
    return new AiSdkAgent(options);
  }

  async run(run: AgentRunOptions): Promise<AgentResult> {
    const { models, maxRounds, maxSteps, maxVerifications } = this.#options;
    const guard = guardModels(models, run);
    const files = await CheckoutFiles.open(run);
    const verifyTool = VerifyTool.create({
      run,
      mostInRound: maxVerifications,
    });
    try {
      return await runOuterLoop({
        run,
        maxRounds,
        verifyTool,
        exceeded: () => guard.exceeded,
        openSession: async () =>
          new AiSdkSession({
            model: createLanguageModel(models.main, toFetch(guard)),
            tools: createTools({ files, verifyTool }),
            maxSteps,
            maxOutputTokens: models.main.maxOutputTokens,
            log: run.log,
            signal: run.signal,
          }),
      });
    } finally {
      await guard.settled();
    }
  }
}
