import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  EvidenceLevel,
  JudgeMode,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentAttempt,
  AgentFeedback,
  Judge,
  MigrationAgent,
  ModelAccount,
  RepositoryAddress,
  Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import { adviseAgent } from '../judging/adviseAgent';
import { decideAfterRuling } from '../judging/decideAfterRuling';
import { JudgePanel } from '../judging/JudgePanel';
import { judgeModeOf, type JudgePolicy } from '../judging/JudgePolicy';
import { isJudged } from '../judging/isJudged';
import type { LearnedRule } from '../learning/LearnedRule';
import { toExamples } from '../learning/toExamples';
import type { AttemptLog } from '../sessions/AttemptLog';
import { inSpan } from '../telemetry/inSpan';
import { SPANS } from '../telemetry/names';
import { traceAttempt } from '../telemetry/traceAttempt';
import type { AttemptOutcome, AttemptRecord } from './AttemptOutcome';
import { checkRepository } from './checkRepository';
import { chooseAgents } from './chooseAgents';
import { crashPoint } from './crashPoint';
import { decideOutcome } from './decideOutcome';
import { describeFailure } from './describeFailure';
import { explainNoChanges } from './explainNoChanges';
import type { Scope } from './isInScope';
import { openDefaultBranch } from './openDefaultBranch';
import { PatchInspector } from './PatchInspector';
import { readCheckout } from './readCheckout';
import { runAgentChain } from './runAgentChain';
import { withLearnedRules } from './withLearnedRules';
import { layStandingPatch, type StandingPatch } from './layStandingPatch';
import type { WorkingDirectory } from './WorkingDirectory';

export interface AttemptRequest extends Scope {
  attemptId: string;
  migrationId: string;
  targetId: string;
  repository: RepositoryAddress;
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
  /** The only agent that may run; absent for the whole chain. */
  agent?: string;
  /** The chain of the migration, in order; absent for all that are installed. */
  agents?: string[];
  /** Runs in place of a coding agent that its surroundings have failed. */
  fallback?: string;
  /** What was said about the patch that stands in the pull request. */
  answers?: {
    feedback: AgentFeedback[];
    /** That patch; agents go on from it where it still fits. */
    standing?: StandingPatch;
  };
  /** What its owner wants a veto of judges to come to; absent for what is configured. */
  judgeMode?: JudgeMode;
}

export interface AttemptRunnerOptions {
  codeHosts: CodeHosts;
  /** In the order in which they may run; the rewriter is the first. */
  agents: MigrationAgent[];
  /** Rules that the owner of a migration has approved; they come right after its rewriter. Absent where nothing is learned. */
  learnedRules?: { list(migrationId: string): Promise<LearnedRule[]> };
  verifiers: Verifier[];
  judging: { judges: Judge[]; policy: JudgePolicy };
  /** Who pays for the models that agents ask. */
  models: { open(attempt: AgentAttempt): ModelAccount };
  /** Where what agents do is kept; absent where nothing is. */
  sessions?: { open(attempt: AgentAttempt): AttemptLog | undefined };
  workingDirectory: WorkingDirectory;
  limits: { maxSizeKilobytes: number; maxFileSizeBytes: number };
  logger: LoggerService;
}

interface LoggedAttempt extends AttemptRequest {
  attempt: AgentAttempt;
  session: AttemptLog | undefined;
}

/** Runs one attempt from the checkout to the evidence. Knows no database and publishes nothing. */
export class AttemptRunner {
  readonly #options: AttemptRunnerOptions;

  private constructor(options: AttemptRunnerOptions) {
    this.#options = options;
  }

  static create(options: AttemptRunnerOptions): AttemptRunner {
    return new AttemptRunner(options);
  }

  /** Throws only when it was aborted; all else is an outcome. */
  async run(
    request: AttemptRequest,
    signal: AbortSignal,
  ): Promise<AttemptOutcome> {
    const attempt: AgentAttempt = {
      id: request.attemptId,
      migrationId: request.migrationId,
      targetId: request.targetId,
      repository: titleOf(request.repository),
    };
    const session = this.#options.sessions?.open(attempt);
    try {
      const outcome = await traceAttempt(
        attempt,
        async () => await this.#run({ ...request, attempt, session }, signal),
      );
      const { kind: result, reason: text } = outcome;
      session?.of().record({ kind: 'outcome', result, text });
      return outcome;
    } catch (error) {
      const text = toError(signal.reason).message;
      session?.of().record({ kind: 'outcome', result: 'ended', text });
      throw error;
    } finally {
      await session?.close();
    }
  }

  async #run(
    request: LoggedAttempt,
    signal: AbortSignal,
  ): Promise<AttemptOutcome> {
    const logger = this.#options.logger.child({
      repository: request.attempt.repository,
    });
    const record: AttemptRecord = { agents: [], findings: [], notes: [] };
    try {
      return await this.#options.workingDirectory.lend(
        'attempt',
        async (folder, holdMirror) =>
          await this.#runIn({ folder, holdMirror }, request, record, {
            logger,
            signal,
          }),
      );
    } catch (error) {
      signal.throwIfAborted();
      const failure = describeFailure(error);
      logger.warn(`The attempt failed: ${failure.reason}`);
      return { kind: 'failed', ...failure, record };
    }
  }

  async #runIn(
    { folder, holdMirror }: { folder: string; holdMirror: HoldMirror },
    request: LoggedAttempt,
    record: AttemptRecord,
    { logger, signal }: { logger: LoggerService; signal: AbortSignal },
  ): Promise<AttemptOutcome> {
    const { codeHosts, verifiers, judging, limits } = this.#options;
    const { contract, paths, excludedPaths, requiredLevel } = request;
    const { attempt, session } = request;
    const rules = await this.#options.learnedRules?.list(request.migrationId);
    const agents = withLearnedRules(
      chooseAgents(this.#options.agents, request),
      { rules, maxFileSizeBytes: limits.maxFileSizeBytes },
    );
    const checkout = join(folder, 'checkout');
    const { repository, defaultBranch, baseSha, skipped } = await inSpan(
      { name: SPANS.checkout },
      async () => {
        const opened = await openDefaultBranch({
          codeHosts,
          address: request.repository,
          directory: join(folder, 'trusted.git'),
          holdMirror,
          check: found => checkRepository(found, limits),
          signal,
          logger,
        });
        const { headSha, ...found } = opened;
        record.baseSha = headSha;
        const made = await found.repository.materialize(headSha, checkout);
        return { ...made, ...found, baseSha: headSha };
      },
    );

    const { standing } = request.answers ?? {};
    const stands =
      standing !== undefined &&
      (await layStandingPatch({
        repository,
        defaultBranch,
        baseSha,
        checkout,
        standing,
      }));

    const scope = { paths, excludedPaths };
    const inspector = PatchInspector.create({
      attemptId: request.attemptId,
      repository,
      baseSha,
      folder,
      checkout,
      skipped: new Set(skipped.map(entry => entry.path)),
      contract,
      requiredLevel,
      scope,
      maxFileSizeBytes: limits.maxFileSizeBytes,
      verifiers,
      signal,
      logger,
    });
    const models = this.#options.models.open(attempt);
    const mode = judgeModeOf(judging.policy, request.judgeMode);
    const panel = JudgePanel.create({
      judges: judging.judges,
      secondsAtMost: judging.policy.secondsAtMost,
      mode,
      attempt,
      contract,
      models,
      session,
      logger,
      signal,
    });
    await runAgentChain({
      ...agents,
      standingFiles: standing?.files.map(({ path }) => path),
      work: {
        attempt,
        checkout,
        contract,
        ...scope,
        feedback: request.answers?.feedback,
        examples: toExamples(rules),
        models,
        logger,
        signal,
      },
      inspector,
      judge: async findings =>
        await adviseAgent({ mode, panel, inspector, requiredLevel, findings }),
      record,
      session,
    });
    crashPoint('afterAgent');

    const inspection = await inspector.inspect(record.findings);
    const { diff, evidence, refused } = inspection;
    if (diff.filesChanged === 0) {
      const { files } = await readCheckout({
        checkout: inspection.directory,
        ...scope,
        maxFileSizeBytes: limits.maxFileSizeBytes,
        signal,
      });
      return decideOutcome({
        record,
        refused,
        requiredLevel,
        noChangesReason: explainNoChanges(contract, files),
      });
    }
    record.diff = diff;
    record.evidence = evidence;
    const outcome = decideOutcome({
      record,
      refused,
      requiredLevel,
      noChangesReason: '',
    });
    if (
      !evidence ||
      !isJudged({
        outcome: outcome.kind,
        // who has made what stands is not known here, and it is proposed anew
        touched: inspection.touched || stands,
        patches: judging.policy.patches,
        mode,
        judges: judging.judges.length,
      })
    ) {
      return outcome;
    }
    const { findings } = record;
    record.ruling = await panel.rule({ diff: diff.patch, evidence, findings });
    return decideAfterRuling(outcome, record.ruling);
  }
}

function titleOf({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`;
}
