import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from './ConsumerSource';

/**
 * A target whose code or runs are to be looked at.
 * @public
 */
export interface ReaderCandidate {
  targetId: string;
  repository: RepositoryAddress;
  /** Folders of the target; absent for the whole repository. */
  paths?: string[];
  /** Folders inside of `paths` that belong to another target. */
  excludedPaths?: string[];
}

/**
 * The question who still reads the old datasets of a contract.
 * @public
 */
export interface FindReadersOptions {
  contract: MappingContract;
  candidates: ReaderCandidate[];
  signal: AbortSignal;
}

/**
 * Somebody who still reads an old dataset.
 * @public
 */
export interface FoundReader {
  /** The target it belongs to; absent when it belongs to none. */
  targetId?: string;
  /** `host/owner/name`, or what else reads. */
  repository: string;
  /** File and line, or what else shows it; the reason when it is not known. */
  where: string;
  /** True when it could not be looked at: not knowing counts as reading, and proves nothing. */
  unknown?: boolean;
}

/**
 * Knows who still reads a dataset. A source that fails must throw: no readers and no answer must not look alike.
 * @public
 */
export interface ReaderSource {
  /** Short and unique. */
  readonly id: string;
  findReaders(options: FindReadersOptions): Promise<FoundReader[]>;
}
