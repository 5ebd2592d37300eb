/** How the counts of a migration changed within one step of time. */
export interface BurnUpMoves {
  /** Number of the step; below 0 for what was before the first. */
  step: number;
  inScope: number;
  opened: number;
  merged: number;
}
