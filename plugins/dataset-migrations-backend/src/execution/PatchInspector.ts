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
import type { Scope } from './isInScope';

export interface PatchInspectorOptions {
  repository: TrustedRepository;
  baseSha: string;
  /** Of the attempt, out of reach of its agents. */
  folder: string;
  /** Where agents work. */
  checkout: string;
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
  scope: Scope;
  verifiers: Verifier[];
  signal: AbortSignal;
  logger: LoggerService;
}

/** What a checkout has come to. */
export interface Inspection {
  diff: WorkTreeDiff;
  /** Absent when nothing was changed. */
  evidence?: Evidence;
}

/** Looks at what agents have made of a checkout: the patch, and what the verifiers prove of it. */
export class PatchInspector {
  readonly #options: PatchInspectorOptions;
  #base: Promise<string> | undefined;

  private constructor(options: PatchInspectorOptions) {
    this.#options = options;
  }

  static create(options: PatchInspectorOptions): PatchInspector {
    return new PatchInspector(options);
  }

  /** The findings are what is left on purpose. */
  async inspect(findings: Finding[]): Promise<Inspection> {
    const { repository, baseSha, checkout, contract, scope } = this.#options;
    const { verifiers, signal, logger } = this.#options;
    const diff = await repository.diffWorkTree({
      baseSha,
      directory: checkout,
      ...scope,
    });
    if (diff.filesChanged === 0) {
      return { diff };
    }
    const evidence = await verifyPatch({
      verifiers,
      patch: {
        contract,
        checkout,
        ...scope,
        changedFiles: await changedFilesOf(repository, baseSha, diff),
        baseCheckout: async () => await this.#baseCheckout(),
        findings,
        signal,
      },
      logger,
    });
    return { diff, evidence };
  }

  /** The same in the words that an agent is told. */
  async verify(findings: Finding[]): Promise<AgentVerification> {
    const { requiredLevel } = this.#options;
    const { evidence } = await this.inspect(findings);
    const level = evidence?.level ?? 'E0';
    return {
      passed:
        evidence !== undefined &&
        reachesLevel(level, requiredLevel) &&
        evidence.rungs.every(rung => rung.status !== 'failed'),
      level,
      findings: condenseFindings({ evidence, requiredLevel }),
    };
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
