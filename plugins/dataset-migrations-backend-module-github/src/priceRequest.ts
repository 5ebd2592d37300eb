import type { BudgetedRequest } from '@skein/backstage-plugin-dataset-migrations-node';

export interface PricedRequest {
  method: string;
  url: string;
  /** Carries what a query costs. */
  request?: { [option: string]: unknown };
}

/** What a request to GitHub counts as: its method says it, but that GraphQL asks by POST. */
export function priceRequest(
  { method, url, request }: PricedRequest,
  account: Pick<BudgetedRequest, 'host' | 'account'>,
): BudgetedRequest {
  if (url.endsWith('/graphql')) {
    const points = Number(request?.points ?? 1);
    return { ...account, kind: 'query', points };
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
