import type { GithubFacts } from '../observePullRequest';

interface Actor {
  __typename: string;
  login: string;
}

interface CheckRunNode {
  __typename: 'CheckRun';
  name: string;
  status: string;
  conclusion: string | null;
  permalink: string | null;
}

interface StatusNode {
  __typename: 'StatusContext';
  context: string;
  state: string;
  targetUrl: string | null;
}

/** A pull request as `pullRequestsDocument` asks for it. */
export interface PullRequestNode {
  number: number;
  url: string;
  title: string;
  body: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  mergeable: 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN';
  mergeStateStatus: string;
  mergedAt: string | null;
  closedAt: string | null;
  updatedAt: string;
  headRefName: string;
  headRefOid: string;
  author: Actor | null;
  baseRepository: { owner: { login: string } } | null;
  reviews: {
    pageInfo: { hasPreviousPage: boolean };
    nodes: Array<{ state: string; author: Actor | null }>;
  };
  reviewRequests: {
    pageInfo: { hasNextPage: boolean };
    nodes: Array<{
      requestedReviewer: {
        __typename: string;
        login?: string;
        slug?: string;
      } | null;
    }>;
  };
  commits: {
    nodes: Array<{
      commit: {
        statusCheckRollup: {
          contexts: {
            pageInfo: { hasNextPage: boolean };
            nodes: Array<CheckRunNode | StatusNode>;
          };
        } | null;
      };
    }>;
  };
}

/**
 * Says what GraphQL tells of a pull request in the words of REST, so that both are read in one way and a change of the
 * way is no change of the pull request. Undefined when a list is cut short.
 */
export function toGithubFacts(node: PullRequestNode): GithubFacts | undefined {
  const contexts = node.commits.nodes[0]?.commit.statusCheckRollup?.contexts;
  if (
    node.reviews.pageInfo.hasPreviousPage ||
    node.reviewRequests.pageInfo.hasNextPage ||
    contexts?.pageInfo.hasNextPage
  ) {
    return undefined;
  }
  const checks = contexts?.nodes ?? [];
  const requested = node.reviewRequests.nodes.flatMap(
    ({ requestedReviewer }) => requestedReviewer ?? [],
  );
  return {
    pullRequest: {
      number: node.number,
      html_url: node.url,
      title: node.title,
      body: node.body,
      state: node.state === 'OPEN' ? 'open' : 'closed',
      merged_at: node.mergedAt,
      closed_at: node.closedAt,
      updated_at: node.updatedAt,
      mergeable:
        node.mergeable === 'UNKNOWN' ? null : node.mergeable === 'MERGEABLE',
      mergeable_state: toMergeableState(node),
      head: { ref: node.headRefName, sha: node.headRefOid },
      base: {
        repo: { owner: { login: node.baseRepository?.owner.login ?? '' } },
      },
      user: toUser(node.author),
      requested_reviewers: requested.flatMap(({ login }) =>
        login === undefined ? [] : { login },
      ),
      requested_teams: requested.flatMap(({ slug }) =>
        slug === undefined ? [] : { slug },
      ),
    },
    reviews: node.reviews.nodes.map(({ state, author }) => ({
      state,
      user: toUser(author),
    })),
    checkRuns: checks.flatMap(check =>
      check.__typename === 'CheckRun'
        ? {
            name: check.name,
            status: check.status.toLowerCase(),
            conclusion: check.conclusion?.toLowerCase() ?? null,
            html_url: check.permalink,
          }
        : [],
    ),
    statuses: checks.flatMap(check =>
      check.__typename === 'StatusContext'
        ? {
            context: check.context,
            state:
              check.state === 'EXPECTED'
                ? 'pending'
                : check.state.toLowerCase(),
            target_url: check.targetUrl,
          }
        : [],
    ),
  };
}

/** REST marks Apps in their names, GraphQL beside them. */
function toUser(actor: Actor | null): { login: string } | null {
  return (
    actor && {
      login: actor.__typename === 'Bot' ? `${actor.login}[bot]` : actor.login,
    }
  );
}

/** As far as anybody asks for it. */
function toMergeableState({
  mergeable,
  mergeStateStatus,
}: PullRequestNode): string {
  if (mergeable === 'CONFLICTING') {
    return 'dirty';
  }
  return mergeStateStatus === 'BEHIND' ? 'behind' : 'unknown';
}
