import { NotFoundError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import {
  CodeHostUnavailableError,
  type ObservedPullRequest,
  type PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { observePullRequest } from '../observePullRequest';
import { pullRequestsDocument } from './pullRequestsDocument';
import { toGithubFacts, type PullRequestNode } from './toGithubFacts';

export interface GetPullRequestsInBulkOptions {
  octokit: Octokit;
  host: string;
  addresses: PullRequestAddress[];
}

type Answer = Record<string, { pullRequest: PullRequestNode | null } | null>;

/** GitHub says again and again that it refuses a document, and a server may have no GraphQL. */
export class NoBulkError extends Error {}

/**
 * Looks at pull requests in one document. What the answer does not hold, or only in part, is undefined, for the
 * caller to ask for alone. Throws `NoBulkError` when the host takes no such documents.
 */
export async function getPullRequestsInBulk(
  options: GetPullRequestsInBulkOptions,
): Promise<Array<ObservedPullRequest | undefined>> {
  const { octokit, host, addresses } = options;
  const { query, variables, points } = pullRequestsDocument(addresses);
  const answer = await ask(host, () =>
    octokit.graphql<Answer>(query, { ...variables, request: { points } }),
  );
  return addresses.map((_address, index) => {
    const node = answer[`r${index}`]?.pullRequest;
    const facts = node && toGithubFacts(node);
    return facts ? observePullRequest(facts) : undefined;
  });
}

async function ask(host: string, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NotFoundError) {
      throw new NoBulkError(`${host} has no GraphQL`);
    }
    if (!isAnswer(error)) {
      throw error;
    }
    const { data, errors } = error;
    if (errors.some(({ type }) => type === 'RATE_LIMITED')) {
      throw new CodeHostUnavailableError(
        `${host} limits queries (${errors[0].message}); it is asked again later`,
        { retryAfterSeconds: 60 },
      );
    }
    // a repository that is gone is an error beside the rest of the answer
    if (data && Object.values(data).some(Boolean)) {
      return data;
    }
    throw new NoBulkError(
      `${host} refuses to tell of several pull requests at once (${errors[0]?.message})`,
    );
  }
}

interface AnswerWithErrors {
  data: Answer | null | undefined;
  errors: Array<{ type?: string; message: string }>;
}

/** Dependencies carry copies of octokit, so that `instanceof` would miss some. */
function isAnswer(error: unknown): error is AnswerWithErrors {
  return (
    error instanceof Error &&
    error.name === 'GraphqlResponseError' &&
    'errors' in error &&
    Array.isArray(error.errors)
  );
}
