import type {
  CheckRun,
  Review,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { MergeRequestNode } from './mergeRequestsDocument';

/** The one check that a merge request has: its pipeline, external statuses included. */
export const PIPELINE_CHECK = 'pipeline';

/** While GitLab says one of these it does not know yet whether there is a conflict. */
const NOT_LOOKED_AT = ['UNCHECKED', 'CHECKING', 'PREPARING'];

/** Reads what GitLab says about a merge request in the words of the code host seam. */
export function observeMergeRequest(
  node: MergeRequestNode,
): ObservedPullRequest {
  const isOpen = toState(node.state) === 'open';
  const status = node.detailedMergeStatus ?? 'UNCHECKED';
  return {
    number: Number(node.iid),
    url: node.webUrl,
    title: node.title,
    body: node.description ?? '',
    state: toState(node.state),
    branch: node.sourceBranch,
    headSha: node.diffHeadSha ?? '',
    ...(isOpen &&
      !NOT_LOOKED_AT.includes(status) && { conflict: node.conflicts }),
    ...(isOpen &&
      (node.shouldBeRebased || status === 'NEED_REBASE') && { behind: true }),
    checks: toChecks(node),
    reviews: toReviews(node),
    ...(node.mergedAt && { mergedAt: node.mergedAt }),
    ...(node.closedAt && { closedAt: node.closedAt }),
    updatedAt: node.updatedAt,
  };
}

/** `locked` is a merge that is under way. */
function toState(state: string): ObservedPullRequest['state'] {
  switch (state) {
    case 'merged':
    case 'closed':
      return state;
    default:
      return 'open';
  }
}

function toChecks({ headPipeline, webUrl }: MergeRequestNode): CheckRun[] {
  if (!headPipeline) {
    return [];
  }
  const { status, path } = headPipeline;
  return [
    {
      name: PIPELINE_CHECK,
      state: toCheckState(status),
      ...(path?.startsWith('/') &&
        URL.canParse(webUrl) && { url: new URL(webUrl).origin + path }),
    },
  ];
}

/** A pipeline that waits for a person, as `MANUAL` does, stands in the way like one that still runs. */
function toCheckState(status: string): CheckRun['state'] {
  switch (status) {
    case 'SUCCESS':
    case 'SKIPPED':
      return 'passed';
    case 'FAILED':
    case 'CANCELED':
    case 'CANCELING':
      return 'failed';
    default:
      return 'pending';
  }
}

const REVIEW_STATES: Record<string, Review['state']> = {
  APPROVED: 'approved',
  REQUESTED_CHANGES: 'changesRequested',
  REVIEWED: 'commented',
};

/** One line for each reviewer. An approval counts whether or not somebody had asked for it. */
function toReviews({
  author,
  approvedBy,
  reviewers,
}: MergeRequestNode): Review[] {
  const states = new Map<string, Review['state']>();
  for (const reviewer of reviewers?.nodes ?? []) {
    if (reviewer) {
      const state = reviewer.mergeRequestInteraction?.reviewState ?? '';
      states.set(reviewer.username, REVIEW_STATES[state] ?? 'requested');
    }
  }
  for (const approver of approvedBy?.nodes ?? []) {
    if (approver && states.get(approver.username) !== 'changesRequested') {
      states.set(approver.username, 'approved');
    }
  }
  if (author) {
    states.delete(author.username);
  }
  return [...states]
    .map(([reviewer, state]) => ({ reviewer, state }))
    .sort((left, right) => left.reviewer.localeCompare(right.reviewer));
}
