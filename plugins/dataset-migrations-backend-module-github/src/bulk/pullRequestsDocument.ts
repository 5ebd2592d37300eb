import type { PullRequestAddress } from '@skein/backstage-plugin-dataset-migrations-node';

/** GitHub gives no more than this of a list in one document. */
const MOST_LISTED = 100;

const FACTS = `
fragment facts on PullRequest {
  number url title body state mergeable mergeStateStatus mergedAt closedAt updatedAt
  headRefName headRefOid
  author { __typename login }
  baseRepository { owner { login } }
  reviews(last: ${MOST_LISTED}) {
    pageInfo { hasPreviousPage }
    nodes { state author { __typename login } }
  }
  reviewRequests(first: ${MOST_LISTED}) {
    pageInfo { hasNextPage }
    nodes { requestedReviewer { __typename ... on User { login } ... on Team { slug } } }
  }
  commits(last: 1) {
    nodes {
      commit {
        statusCheckRollup {
          contexts(first: ${MOST_LISTED}) {
            pageInfo { hasNextPage }
            nodes {
              __typename
              ... on CheckRun { name status conclusion permalink }
              ... on StatusContext { context state targetUrl }
            }
          }
        }
      }
    }
  }
}`;

/** A document that asks for many pull requests at once; `points` is what GitHub takes for it. */
export interface BulkDocument {
  query: string;
  variables: Record<string, string | number>;
  points: number;
}

/** Each pull request is asked for with four lists; GitHub takes a point for each hundred of them. */
const LISTS = 4;

/** Asks for pull requests; the answer has the one at place `i` under `r<i>`. Nothing is written into the text. */
export function pullRequestsDocument(
  addresses: PullRequestAddress[],
): BulkDocument {
  const variables: BulkDocument['variables'] = {};
  const declared: string[] = [];
  const asked: string[] = [];
  addresses.forEach(({ repository, number }, index) => {
    variables[`owner${index}`] = repository.owner;
    variables[`name${index}`] = repository.name;
    variables[`number${index}`] = number;
    declared.push(
      `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`,
    );
    asked.push(
      `  r${index}: repository(owner: $owner${index}, name: $name${index}) { pullRequest(number: $number${index}) { ...facts } }`,
    );
  });
  return {
    query: `query pullRequests(${declared.join(', ')}) {\n${asked.join(
      '\n',
    )}\n}${FACTS}`,
    variables,
    points: Math.max(1, Math.ceil((addresses.length * (LISTS + 1)) / 100)),
  };
}
