import type {
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

import type { FileLimits } from './workers/FileLimits';

/**
 * A file of a checkout.
 * @public
 */
export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  path: string;
  content: Uint8Array;
}

/**
 * Replacement of the bytes `[start, end)` of a file, with the contract entry that caused it.
 * @public
 */
export interface Edit {
  /** UTF-16 offset in the decoded text, inclusive. */
  start: number;
  /** UTF-16 offset in the decoded text, exclusive. */
  end: number;
  text: string;
  /** Path in the contract, for example `spec.datasets[0].fields[2]`. */
  cause: string;
}

/**
 * What becomes of one file.
 * @public
 */
export interface RewrittenFile {
  path: string;
  /** Where the file goes, for example with the model of dbt that it defines; absent when it stays where it is. */
  newPath?: string;
  before: Uint8Array;
  after: Uint8Array;
  edits: Edit[];
}

/**
 * A place that still names the old dataset or a changed column of it.
 * @public
 */
export interface OldReference {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  text: string;
  /** What is named: a dataset's name or an old column. */
  name: string;
}

/**
 * Files to rewrite, and the contract to rewrite them by.
 * @public
 */
export interface RewriteOptions {
  contract: MappingContract;
  files: SourceFile[];
  /** Folders and files of the same checkout that are not among `files`; a model of dbt that they may read is not renamed. */
  excludedPaths?: string[];
  /** What one file may cost; what is absent has a generous default. */
  limits?: Partial<FileLimits>;
  /**
   * How many files are analysed at once in worker threads, which is where limits of time and memory hold; by default as many
   * as there are processors, and only for files that may be costly or when there are many. With 0, all is done in this thread.
   */
  workers?: number;
}

/**
 * An output of a query that has the new name of its column, by `spec.outputs: propagate`: what its readers will see.
 * @public
 */
export interface RenamedOutput {
  file: string;
  /** Where the statement begins before the edits, from 1. */
  line: number;
  /** The model of dbt, or the table that the statement makes; absent when it only gives rows. */
  of?: string;
  from: string;
  to: string;
  /** Path in the contract, for example `spec.datasets[0].fields[2]`. */
  cause: string;
}

/**
 * What a rewrite did, and what it left.
 * @public
 */
export interface RewriteResult {
  /** Only files that change. */
  files: RewrittenFile[];
  /** Places that were left, each with the reason; sorted by file and line. */
  findings: Finding[];
  /** Sentences for people, such as what was skipped and why. */
  notes: string[];
  /** Outputs that whoever reads them sees under another name; none unless the contract says so. */
  outputs?: RenamedOutput[];
}

/**
 * What the two first rungs of the evidence ladder say about a patch.
 * @public
 */
export interface RewriteEvidence {
  /** E1: every changed file parses, and nothing else than the contract speaks of has changed. */
  parses: { status: 'proved' | 'failed' | 'notApplicable'; detail: string };
  /** E2: no old reference is left but for those that `findings` lists. */
  noOldReference: {
    status: 'proved' | 'failed' | 'notApplicable';
    detail: string;
    left: OldReference[];
  };
}

/**
 * The patch to prove, and the checkout that it was applied to.
 * @public
 */
export interface VerifyRewriteOptions {
  contract: MappingContract;
  /** Files before and after; for E1. A file that has moved is one with a new path, or one that is gone and one that is new. */
  changed: {
    path: string;
    newPath?: string;
    before?: Uint8Array;
    after?: Uint8Array;
  }[];
  /** All files of the patched checkout that are in scope; for E2. */
  files: SourceFile[];
  /** Places that were left on purpose. */
  findings: Finding[];
  /**
   * Files that a coding agent or a person was asked to change, since the rewriter could not. They have to parse; what else has
   * changed in them is for people to read, and is said. Default: none.
   */
  entrustedFiles?: readonly string[];
}
