import type {
  EvidenceLevel,
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * A file before and after the patch; absent on the side where it does not exist.
 * @public
 */
export interface ChangedFile {
  /** Relative to the checkout, with forward slashes. */
  path: string;
  before?: Uint8Array;
  after?: Uint8Array;
}

/**
 * The patch to look at.
 * @public
 */
export interface VerifyOptions {
  /** The attempt that the patch is of; absent for one that nobody attempts here. */
  attemptId?: string;
  contract: MappingContract;
  /** Folder with the patched checkout. Read only. */
  checkout: string;
  paths?: string[];
  excludedPaths?: string[];
  changedFiles: ChangedFile[];
  /** Folder with the checkout before the patch, made when it is first asked for. Read only. */
  baseCheckout(): Promise<string>;
  /** What the agents left on purpose. */
  findings: Finding[];
  /**
   * Files that a coding agent was asked to change, since the rewriter could not: what it writes there is not known beforehand.
   * Empty when none has worked.
   */
  entrustedFiles: string[];
  signal: AbortSignal;
}

/**
 * What a verifier proved. The level of the evidence is computed from all verifiers, never set by one.
 * @public
 */
export interface VerifierResult {
  /** `failed` found something wrong; `notProved` could not look everywhere, which counts as a rung that was not run. */
  status: 'proved' | 'failed' | 'notProved' | 'notApplicable';
  /** What was looked at, or why not, in a sentence. */
  detail: string;
}

/**
 * A check on a patch.
 * @public
 */
export interface Verifier {
  readonly id: string;
  /** The rung of the evidence ladder that this verifier speaks for. */
  readonly level: EvidenceLevel;
  /**
   * Says what it can prove of a patch; what it throws counts as failed.
   *
   * @throws ServiceUnavailableError when its surroundings fail, and nothing is known of the patch: the attempt is made again, later.
   */
  verify(options: VerifyOptions): Promise<VerifierResult>;
}
