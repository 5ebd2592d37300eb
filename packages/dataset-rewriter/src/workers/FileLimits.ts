import { LARGEST_FILE_BYTES } from '../files/decodeFile';

/**
 * What one file may cost; a file that costs more is listed, and the run goes on.
 * @public
 */
export interface FileLimits {
  /** Larger files are data, not code, and are not analysed. */
  bytes: number;
  /** How long the analysis of one file may take, in a worker. */
  milliseconds: number;
  /** How much memory the analysis of one file may need, in a worker. */
  memoryBytes: number;
}

/** Generous for code: on a busy machine the slowest file of the corpus bench took 6 s. */
export const DEFAULT_FILE_LIMITS: FileLimits = {
  bytes: LARGEST_FILE_BYTES,
  milliseconds: 30_000,
  memoryBytes: 1024 * 1024 * 1024,
};
