/** What is counted, each with a bucket of its own. */
export const BUDGET_RESOURCES = [
  'requestsPerHour',
  'queryPointsPerHour',
  'pointsPerMinute',
  'contentPerMinute',
  'contentPerHour',
] as const;

export type BudgetResource = (typeof BUDGET_RESOURCES)[number];

/** How much may be asked of a host; what is absent has no limit. */
export interface CodeHostLimits
  extends Partial<Record<BudgetResource, number>> {
  /** For how many seconds a host that refuses without saying how long is left alone at most. Default: 3600. */
  longestRestSeconds?: number;
}

/** Gives the limits of a host, whichever it is. */
export type LimitsOf = (host: string) => CodeHostLimits;

/**
 * GitHub's documented limits for one App or user. It counts what people do on its pages as well, so that a tenth of
 * the hour's content is left to them.
 */
export const GITHUB_LIMITS: Record<BudgetResource, number> = {
  requestsPerHour: 5_000,
  queryPointsPerHour: 5_000,
  pointsPerMinute: 900,
  contentPerMinute: 80,
  contentPerHour: 450,
};

/** GitHub limits its own hosts; a GitHub Enterprise Server has no limits unless somebody sets them. */
export function defaultLimits(host: string): CodeHostLimits {
  return host === 'github.com' || host.endsWith('.ghe.com')
    ? GITHUB_LIMITS
    : {};
}
