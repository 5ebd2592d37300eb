/**
 * What a sweep is told.
 * @public
 */
export interface OrphanSweepOptions {
  /** Which of these attempts are running, as the database has it; the others have ended, or never were. */
  listRunning(attemptIds: string[]): Promise<ReadonlySet<string>>;
  /** Aborted when the sweep has taken long enough; its turn comes again. */
  signal: AbortSignal;
}

/**
 * Ends what runs somewhere else for attempts that have ended or whose worker was lost. It is called again and again, by one
 * replica at a time, and does nothing where there is nothing to end.
 * @public
 */
export interface OrphanSweep {
  /** Short and unique, for example `kubernetes`. */
  readonly id: string;
  sweep(options: OrphanSweepOptions): Promise<void>;
}
