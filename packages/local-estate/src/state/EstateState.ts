/** What the estate remembers of a repository beside its git. Times are ISO 8601 in UTC. */
export interface RepositoryState {
  nextNumber: number;
  pullRequests: PullRequestState[];
  checkRuns: CheckRunState[];
  labels: LabelState[];
}

export interface LabelState {
  id: number;
  name: string;
  color: string;
  description: string;
}

export interface PullRequestState {
  id: number;
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  draft: boolean;
  author: string;
  headRef: string;
  baseRef: string;
  /** Follows the branch while open, then stays. */
  headSha: string;
  /** Follows the branch while open; then the last commit of the base before the merge or the close. */
  baseSha: string;
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  mergedAt?: string;
  mergedBy?: string;
  mergeCommitSha?: string;
  labels: string[];
  requestedReviewers: string[];
  requestedTeams: string[];
  reviews: ReviewState[];
  comments: CommentState[];
}

export interface ReviewState {
  id: number;
  author: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  body: string;
  commitSha: string;
  submittedAt: string;
  /** Absent where an earlier version wrote it. */
  lineComments?: LineCommentState[];
}

/** What a review says of one line. */
export interface LineCommentState {
  id: number;
  path: string;
  line: number;
  body: string;
}

export interface CommentState {
  id: number;
  author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export interface CheckRunState {
  id: number;
  suiteId: number;
  name: string;
  headSha: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion?: string;
  title?: string;
  summary?: string;
  text?: string;
  annotations?: AnnotationState[];
  detailsUrl?: string;
  externalId?: string;
  startedAt: string;
  completedAt?: string;
  /** Set on runs of the estate's own continuous integration, which it has to finish after a restart. */
  ownCi?: boolean;
  /** Set once somebody has asked for the same check again. */
  isRerun?: boolean;
}

/** What a check says of some lines. */
export interface AnnotationState {
  path: string;
  startLine: number;
  endLine: number;
  level: 'notice' | 'warning' | 'failure';
  title?: string;
  message: string;
}
