/** What became of the targets of a wave so far. What a person decided about a target counts nowhere. */
export interface WaveResults {
  /** Not begun. */
  waiting: number;
  /** With an agent, or on the way to a pull request. */
  busy: number;
  succeeded: number;
  /** Given up on, proved to less than is required, closed or reverted. */
  failed: number;
  /** Given up on for reasons that lie outside of the target; they say nothing of the change. */
  infrastructureFailed: number;
  /** Failed before a person resumed the wave, and still as they were. */
  forgiven: number;
  pullRequests: number;
  merged: number;
  checksPending: number;
  checksFailed: number;
}
