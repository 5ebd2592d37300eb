import type { AutoMergePolicy } from '../merging/planAutoMerge';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';
import type { StalePolicy } from '../stale/planStale';

/** How open pull requests are followed up, as the configuration says. */
export interface FollowUpPolicies {
  autoMerge: AutoMergePolicy;
  stale: StalePolicy;
  reactions: ReactionPolicy;
}
