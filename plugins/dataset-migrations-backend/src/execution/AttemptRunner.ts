import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  EvidenceLevel,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ChangedFile,
  MigrationAgent,
  RepositoryAddress,
  Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import type { TrustedRepository, WorkTreeDiff } from '../git/TrustedRepository';
import { verifyPatch } from '../verification/verifyPatch';
import type { AttemptOutcome, AttemptRecord } from './AttemptOutcome';
import { checkRepository } from './checkRepository';
import { crashPoint } from './crashPoint';
import { decideOutcome } from './decideOutcome';
import { describeFailure } from './describeFailure';
import { explainNoChanges } from './explainNoChanges';
import type { Scope } from './isInScope';
import { openDefaultBranch } from './openDefaultBranch';
import { readCheckout } from './readCheckout';
import { runAgentChain } from './runAgentChain';
import type { WorkingDirectory } from './WorkingDirectory';

export interface AttemptRequest extends Scope {
  repository: RepositoryAddress;
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
  /** The only agent that may run; absent for the whole chain. */
  agent?: string;
}

export interface AttemptRunnerOptions {
  codeHosts: CodeHosts;
  /** In the order in which they may run; the rewriter is the first. */
  agents: MigrationAgent[];
  verifiers: Verifier[];
  workingDirectory: WorkingDirectory;
  limits: { maxSizeKilobytes: number; maxFileSizeBytes: number };
  logger: LoggerService;
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
    const { host, owner, name } = request.repository;
    const logger = this.#options.logger.child({
      repository: `${host}/${owner}/${name}`,
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

  #agentsFor({ agent }: AttemptRequest): MigrationAgent[] {
    const { agents } = this.#options;
    if (agent === undefined) {
      return agents;
    }
    const chosen = agents.filter(({ id }) => id === agent);
    if (chosen.length === 0) {
      throw new InputError(
        `The agent '${agent}' was chosen for this target and is not installed any more; retry it with one of ${agents
          .map(({ id }) => id)
          .join(', ')}`,
      );
    }
    return chosen;
  }

  async #runIn(
    { folder, holdMirror }: { folder: string; holdMirror: HoldMirror },
    request: AttemptRequest,
    record: AttemptRecord,
    { logger, signal }: { logger: LoggerService; signal: AbortSignal },
  ): Promise<AttemptOutcome> {
    const { codeHosts, verifiers, limits } = this.#options;
    const { contract, paths, excludedPaths, requiredLevel } = request;
    const agents = this.#agentsFor(request);
    const { repository, headSha: baseSha } = await openDefaultBranch({
      codeHosts,
      address: request.repository,
      directory: join(folder, 'trusted.git'),
      holdMirror,
      check: found => checkRepository(found, limits),
      signal,
      logger,
    });
    record.baseSha = baseSha;
    const checkout = join(folder, 'checkout');
    await repository.materialize(baseSha, checkout);

    const chain = await runAgentChain({
      agents,
      checkout,
      contract,
      paths,
      excludedPaths,
      logger,
      signal,
    });
    crashPoint('afterAgent');
    record.agents = chain.ran;
    record.findings = chain.findings;
    record.notes = chain.notes;

    const diff = await repository.diffWorkTree({
      baseSha,
      directory: checkout,
      paths,
      excludedPaths,
    });
    if (diff.filesChanged === 0) {
      const { files } = await readCheckout({
        checkout,
        paths,
        excludedPaths,
        maxFileSizeBytes: limits.maxFileSizeBytes,
        signal,
      });
      return decideOutcome({
        record,
        requiredLevel,
        noChangesReason: explainNoChanges(contract, files),
      });
    }
    record.diff = diff;
    record.evidence = await verifyPatch({
      verifiers,
      patch: {
        contract,
        checkout,
        paths,
        excludedPaths,
        changedFiles: await changedFilesOf(repository, baseSha, diff),
        findings: record.findings,
        signal,
      },
      logger,
    });
    return decideOutcome({ record, requiredLevel, noChangesReason: '' });
  }
}

async function changedFilesOf(
  repository: TrustedRepository,
  baseSha: string,
  diff: WorkTreeDiff,
): Promise<ChangedFile[]> {
  const changed = new Map<string, ChangedFile>();
  for (const { path, content } of diff.files) {
    changed.set(path, {
      path,
      ...(content !== null && { after: Buffer.from(content, 'base64') }),
    });
  }
  for await (const { path, content } of repository.readFiles(baseSha, entry =>
    changed.has(entry.path),
  )) {
    changed.get(path)!.before = content;
  }
  return [...changed.values()];
}
