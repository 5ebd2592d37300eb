import type { BudgetedRequest } from '@skein/backstage-plugin-dataset-migrations-node';

/** What a request to GitHub counts as: its method says it, but that GraphQL asks by POST. */
export function priceRequest(
  { method, url }: { method: string; url: string },
  account: Pick<BudgetedRequest, 'host' | 'account'>,
): BudgetedRequest {
  if (url.endsWith('/graphql')) {
    return { ...account, kind: 'query' };
  }
  switch (method.toUpperCase()) {
    case 'GET':
    case 'HEAD':
      return { ...account, kind: 'read' };
    case 'POST':
      // pull requests, comments, labels, requests for reviews: all that Skein posts tells somebody
      return { ...account, kind: 'content' };
    default:
      return { ...account, kind: 'write' };
  }
}
