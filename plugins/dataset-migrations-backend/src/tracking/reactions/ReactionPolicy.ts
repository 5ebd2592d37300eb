/** What of that which is said about open pull requests goes to coding agents. */
export interface ReactionPolicy {
  enabled: boolean;
  /** How often at most for one pull request, of failed checks and of reviews each. */
  rounds: number;
}
