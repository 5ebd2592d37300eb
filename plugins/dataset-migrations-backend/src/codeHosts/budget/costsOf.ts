import type { BudgetedRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { BudgetResource } from './CodeHostLimits';

/** What one request takes from one bucket. */
export interface Cost {
  resource: BudgetResource;
  /** Empty for what the host counts as one, whatever the credentials are for. */
  account: string;
  tokens: number;
}

/** GitHub's own prices for a minute. */
const POINTS = { read: 1, write: 5, content: 5 } as const;

/** What a request costs. Looks at nothing but its argument. */
export function costsOf({
  kind,
  account = '',
  points = 1,
}: BudgetedRequest): Cost[] {
  if (kind === 'query') {
    return [{ resource: 'queryPointsPerHour', account, tokens: points }];
  }
  const costs: Cost[] = [
    { resource: 'requestsPerHour', account, tokens: 1 },
    { resource: 'pointsPerMinute', account, tokens: POINTS[kind] },
  ];
  return kind === 'content'
    ? [
        ...costs,
        // nobody says whether these are counted by installation or by App, so the more careful of the two
        { resource: 'contentPerMinute', account: '', tokens: 1 },
        { resource: 'contentPerHour', account: '', tokens: 1 },
      ]
    : costs;
}
