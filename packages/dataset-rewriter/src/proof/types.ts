import type { VerifyRewriteOptions } from '../types';

/**
 * What a rung says of a patch. `failed` found something wrong; `notProved` could not look everywhere.
 * @public
 */
export type RungStatus = 'proved' | 'failed' | 'notProved' | 'notApplicable';

/**
 * What is known of one query at one rung.
 * @public
 */
export interface QueryProof {
  file: string;
  /** From 1, in the file after the patch. */
  line: number;
  status: RungStatus;
  /** What was proved, or why not, as a sentence. */
  detail: string;
}

/**
 * What a rung says of a whole patch, and of each query.
 * @public
 */
export interface RungResult {
  status: RungStatus;
  detail: string;
  queries: QueryProof[];
}

/**
 * How much a proof may cost.
 * @public
 */
export interface ProofLimits {
  /** For one run of one query. */
  milliseconds: number;
  /** For all data of one file. */
  memoryMegabytes: number;
  /** Changed queries that are looked at; each beyond is listed. */
  queries: number;
}

/**
 * The patch to prove by binding and by running.
 * @public
 */
export interface ProveRewriteOptions extends VerifyRewriteOptions {
  limits?: Partial<ProofLimits>;
  /** Ends the proof between two queries. */
  signal?: AbortSignal;
  /** Which rows are generated: the same number gives the same rows. */
  seed?: number;
}

/**
 * What the third and the fifth rung of the evidence ladder say about a patch.
 * @public
 */
export interface RewriteProof {
  /** E3: every changed query binds against the new schema, and its outputs are as before. */
  binds: RungResult;
  /** E5: on generated rows old and new return the same relation. */
  sameResults: RungResult;
}
