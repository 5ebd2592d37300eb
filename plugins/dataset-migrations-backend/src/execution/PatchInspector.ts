import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  reachesLevel,
  type Evidence,
  type EvidenceLevel,
  type Finding,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentVerification,
  ChangedFile,
  Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import type { TrustedRepository, WorkTreeDiff } from '../git/TrustedRepository';
import { condenseFindings } from '../verification/condenseFindings';
import { verifyPatch } from '../verification/verifyPatch';
import { CheckoutBaseline } from './checkout/CheckoutBaseline';
import { putBack } from './checkout/putBack';
import { surveyCheckout } from './checkout/surveyCheckout';
import { writePatched } from './checkout/writePatched';
import type { Scope } from './isInScope';
import type { RefusedEdit } from './patchPolicy/CheckoutChange';
import { decideRefusedEdits } from './patchPolicy/decideRefusedEdits';
import { removeFolder } from './removeFolder';

export interface PatchInspectorOptions {
  attemptId: string;
  repository: TrustedRepository;
  baseSha: string;
  /** Of the attempt, out of reach of its agents. */
  folder: string;
  /** Where agents work. */
  checkout: string;
  /** Paths of the base that were not put into the checkout. */
  skipped: ReadonlySet<string>;
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
  scope: Scope;
  maxFileSizeBytes: number;
  verifiers: Verifier[];
  signal: AbortSignal;
  logger: LoggerService;
}

/** What a checkout has come to. */
export interface Inspection {
  /** Where the patched files are. */
  directory: string;
  diff: WorkTreeDiff;
  /** Absent when nothing was changed. */
  evidence?: Evidence;
  /** Edits that are in neither. */
  refused: RefusedEdit[];
  /** Whether a part of it is the work of a coding agent. */
  touched: boolean;
}

/**
 * Looks at what agents have made of a checkout: the patch, and what the verifiers prove of it. The rewriter is ours and is
 * looked at where it worked. What a coding agent has made is taken out of its checkout file by file, without what it may not
 * edit, and put into a folder that it never sees.
 */
export class PatchInspector {
  readonly #options: PatchInspectorOptions;
  #baseline: CheckoutBaseline | undefined;
  #base: Promise<string> | undefined;
  #patched: string | undefined;
  readonly #entrustedFiles = new Set<string>();
  #looks = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: PatchInspectorOptions) {
    this.#options = options;
  }

  static create(options: PatchInspectorOptions): PatchInspector {
    return new PatchInspector(options);
  }

  /**
   * A coding agent is about to work on the checkout, on what is left in these files: what is in it by now is what it is compared
   * with.
   */
  async beginCoding(files: string[]): Promise<void> {
    const { repository, baseSha, checkout, skipped } = this.#options;
    files.forEach(file => this.#entrustedFiles.add(file));
    if (this.#baseline) {
      return;
    }
    const diff = await repository.diffWorkTree({
      baseSha,
      directory: checkout,
    });
    this.#baseline = CheckoutBaseline.create({
      base: await repository.listFiles(baseSha),
      skipped,
      changes: diff.files,
      read: paths =>
        repository.readFiles(baseSha, entry => paths.has(entry.path)),
    });
  }

  /** Takes back all that coding agents have done. */
  async undoCoding(): Promise<void> {
    const { checkout } = this.#options;
    await putBack(checkout, await this.#survey());
  }

  /** The findings are what is left on purpose. */
  async inspect(findings: Finding[]): Promise<Inspection> {
    return await this.#inTurn(
      async () => await this.#inspect(findings, { tell: false }),
    );
  }

  /** The same in the words that an agent is told; what it may not edit is put back. */
  async verify(findings: Finding[]): Promise<AgentVerification> {
    const { requiredLevel } = this.#options;
    const { evidence, refused } = await this.#inTurn(
      async () => await this.#inspect(findings, { tell: true }),
    );
    const level = evidence?.level ?? 'E0';
    return {
      passed:
        evidence !== undefined &&
        refused.length === 0 &&
        reachesLevel(level, requiredLevel) &&
        evidence.rungs.every(rung => rung.status !== 'failed'),
      level,
      findings: condenseFindings({ refused, evidence, requiredLevel }),
    };
  }

  /** An agent that asks twice at once is answered one after the other. */
  async #inTurn<T>(look: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(look);
    this.#turn = turn.catch(() => undefined);
    return await turn;
  }

  async #inspect(
    findings: Finding[],
    { tell }: { tell: boolean },
  ): Promise<Inspection> {
    const { attemptId, repository, baseSha, contract, scope } = this.#options;
    const { verifiers, signal, logger } = this.#options;
    const { directory, ...taken } = await this.#takeOut({ tell });
    const diff = await repository.diffWorkTree({
      baseSha,
      directory,
      ...scope,
    });
    if (diff.filesChanged === 0) {
      return { directory, diff, ...taken };
    }
    const evidence = await verifyPatch({
      verifiers,
      patch: {
        attemptId,
        contract,
        checkout: directory,
        ...scope,
        changedFiles: await changedFilesOf(repository, baseSha, diff),
        baseCheckout: async () => await this.#baseCheckout(),
        findings,
        entrustedFiles: [...this.#entrustedFiles],
        signal,
      },
      refused: tell ? [] : taken.refused,
      logger,
    });
    return { directory, diff, evidence, ...taken };
  }

  async #takeOut(options: {
    tell: boolean;
  }): Promise<Pick<Inspection, 'directory' | 'refused' | 'touched'>> {
    const { repository, baseSha, folder, checkout, scope } = this.#options;
    if (!this.#baseline) {
      return { directory: checkout, refused: [], touched: false };
    }
    const changes = await this.#survey();
    const refused = decideRefusedEdits(changes, scope);
    const isRefused = new Set(refused.map(({ path }) => path));
    if (options.tell) {
      await putBack(
        checkout,
        changes.filter(({ path }) => isRefused.has(path)),
      );
    }
    if (this.#patched !== undefined) {
      await removeFolder(this.#patched);
    }
    this.#looks += 1;
    const directory = join(folder, `patched-${this.#looks}`);
    this.#patched = directory;
    await repository.materialize(baseSha, directory);
    const allowed = changes.filter(({ path }) => !isRefused.has(path));
    await writePatched(directory, this.#baseline.changes, allowed);
    return { directory, refused, touched: allowed.length > 0 };
  }

  async #survey() {
    const { checkout, maxFileSizeBytes, signal } = this.#options;
    return this.#baseline
      ? await surveyCheckout({
          checkout,
          baseline: this.#baseline,
          maxFileSizeBytes,
          signal,
        })
      : [];
  }

  async #baseCheckout(): Promise<string> {
    const { repository, baseSha, folder } = this.#options;
    const base = join(folder, 'base');
    this.#base ??= repository.materialize(baseSha, base).then(() => base);
    return await this.#base;
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
