import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import type {
  JudgeMode,
  Ruling,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Judge,
  JudgeAnswer,
  JudgeOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { createHash } from 'node:crypto';
import { errorChain } from '../execution/errorChain';
import { redactSecrets } from '../git/redactSecrets';
import type { AttemptLog } from '../sessions/AttemptLog';
import { watchModels } from '../sessions/watchAgent';
import { traceJudge } from '../telemetry/traceJudge';
import { boundAnswer } from './boundAnswer';
import { foldAnswers, type JudgedBy } from './foldAnswers';

export interface JudgePanelOptions {
  judges: Judge[];
  mode: JudgeMode;
  secondsAtMost: number;
  attempt: JudgeOptions['attempt'];
  contract: JudgeOptions['contract'];
  models: JudgeOptions['models'];
  /** Where what judges say is kept; absent where nothing is. */
  session?: Pick<AttemptLog, 'of'>;
  logger: LoggerService;
  /** Aborted when the attempt is to end. */
  signal: AbortSignal;
}

/** A patch as judges see it. */
export type JudgedPatch = Pick<JudgeOptions, 'diff' | 'evidence' | 'findings'>;

/**
 * The judges of one attempt. They are asked once about the same patch, so that what an agent heard in its last round is what
 * the attempt ends with, and is paid for once.
 */
export class JudgePanel {
  readonly #options: JudgePanelOptions;
  readonly #rulings = new Map<string, Promise<Ruling>>();

  private constructor(options: JudgePanelOptions) {
    this.#options = options;
  }

  static create(options: JudgePanelOptions): JudgePanel {
    return new JudgePanel(options);
  }

  /** Rejects only when the attempt was ended. */
  async rule(patch: JudgedPatch): Promise<Ruling> {
    // the evidence follows from the two
    const places = patch.findings.map(each => [
      each.kind,
      each.file,
      each.line,
    ]);
    const key = createHash('sha256')
      .update(JSON.stringify([patch.diff, places]))
      .digest('hex');
    const ruling = this.#rulings.get(key) ?? this.#rule(patch);
    this.#rulings.set(key, ruling);
    return await ruling;
  }

  async #rule(patch: JudgedPatch): Promise<Ruling> {
    const { judges, mode, session, signal } = this.#options;
    const answers: JudgedBy = [];
    for (const judge of judges) {
      signal.throwIfAborted();
      const answer = boundAnswer(judge.id, await this.#ask(judge, patch));
      session?.of(judge.id).record({
        kind: 'verdict',
        verdict: answer.verdict,
        text: answer.reasons.join('\n'),
      });
      answers.push(answer);
    }
    return foldAnswers(mode, answers);
  }

  async #ask(judge: Judge, patch: JudgedPatch): Promise<JudgeAnswer> {
    const { attempt, contract, signal, secondsAtMost } = this.#options;
    const log = this.#options.session?.of(judge.id);
    const { models } = this.#options;
    const logger = this.#options.logger.child({ judge: judge.id });
    const timeout = AbortSignal.timeout(secondsAtMost * 1000);
    const ends = AbortSignal.any([signal, timeout]);
    try {
      return await traceJudge(
        judge,
        {
          ...patch,
          attempt,
          contract,
          models: log ? watchModels(log, models) : models,
          logger,
          signal: ends,
        },
        async options => await untilAborted(ends, judge.judge(options)),
      );
    } catch (error) {
      signal.throwIfAborted();
      const reason = timeout.aborted
        ? `The judge ${judge.id} did not come to an end within ${secondsAtMost} seconds.`
        : explainFault(judge.id, error);
      logger.warn(reason, toError(error));
      return { verdict: 'undecided', reasons: [reason] };
    }
  }
}

function explainFault(judgeId: string, error: unknown): string {
  const budget = errorChain(error).find(
    each => isError(each) && each.name === 'ModelBudgetExceededError',
  );
  return isError(budget)
    ? `The judge ${judgeId} was not asked. ${budget.message}.`
    : `The judge ${judgeId} failed: ${redactSecrets(toError(error).message)}`;
}

/** A judge that does not hear that it is to end is left behind. */
async function untilAborted<T>(
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T> {
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
