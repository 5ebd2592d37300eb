import { toError } from '@backstage/errors';
import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';

export interface VerifyToolOptions {
  run: Pick<AgentRunOptions, 'verify' | 'signal' | 'logger'>;
  /** How often it may be used in one round. */
  mostInRound: number;
}

/** What an agent hears of a use. */
export interface VerifyAnswer {
  /** In less than 2 kB; parts of it are text of the repository. */
  text: string;
  /** Nobody has looked. */
  failed: boolean;
}

/**
 * The tool by which an agent has the verifiers look while it works: one use after the other, and so many in a round. It takes nothing from
 * the agent, and is never evidence: when the agent has come to rest, the loop around it looks again.
 */
export class VerifyTool {
  static readonly NAME = 'verify';
  static readonly DESCRIPTION =
    'Has the verifiers look at the files as they are now, and says what they found. It takes no arguments.';

  readonly #options: VerifyToolOptions;
  #uses = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: VerifyToolOptions) {
    this.#options = options;
  }

  static create(options: VerifyToolOptions): VerifyTool {
    return new VerifyTool(options);
  }

  /** The agent is told something new, and may ask anew. */
  beginRound(): void {
    this.#uses = 0;
  }

  /** `collect` brings what the agent has written to where the verifiers look. */
  async use(collect?: () => Promise<void>): Promise<VerifyAnswer> {
    const { run, mostInRound } = this.#options;
    if (this.#uses >= mostInRound) {
      return {
        text: 'The verifiers have been asked often enough in this round; come to an end. They will look by themselves.',
        failed: true,
      };
    }
    this.#uses += 1;
    const answer = this.#last.then(async () => {
      run.signal.throwIfAborted();
      return await this.#look(collect);
    });
    this.#last = answer.catch(() => undefined);
    return await answer;
  }

  /** Resolves when nobody looks any more: an agent may have gone on without waiting. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #look(collect: (() => Promise<void>) | undefined) {
    const { run } = this.#options;
    try {
      await collect?.();
      const { passed, level, findings } = await run.verify();
      return {
        text: passed ? `Passed (${level})` : `Not passed: ${findings}`,
        failed: false,
      };
    } catch (error) {
      run.signal.throwIfAborted();
      run.logger.warn(
        'The verifiers could not look for an agent',
        toError(error),
      );
      // the message may name folders of the host
      return {
        text: 'The verifiers could not look; go on without them. They will look by themselves.',
        failed: true,
      };
    }
  }
}
