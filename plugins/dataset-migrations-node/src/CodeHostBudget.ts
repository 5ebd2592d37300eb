/**
 * One request to a code host, as far as its cost matters.
 * `content` makes something that people are notified of, such as a pull request, a comment, a label or a request for
 * a review; `write` changes what stands; `query` asks many things at once, as GraphQL does.
 * @public
 */
export interface BudgetedRequest {
  host: string;
  /** Whose budget for reading it is, for example the owner that an App is installed for; absent when the host has one. */
  account?: string;
  kind: 'read' | 'write' | 'content' | 'query';
  /** What a query costs. Default: 1. */
  points?: number;
}

/**
 * How many requests the host says are left until it begins to count anew.
 * @public
 */
export interface RemainingRequests
  extends Pick<BudgetedRequest, 'host' | 'account' | 'kind'> {
  remaining: number;
  /** After how many seconds the host begins anew; the host's clock on both sides. */
  resetSeconds: number;
}

/**
 * A request that the host refused because there were too many.
 * @public
 */
export interface RefusedRequest extends Pick<BudgetedRequest, 'host' | 'kind'> {
  reason: string;
  /** Absent when the host did not say. */
  retryAfterSeconds?: number;
}

/**
 * What may be asked of code hosts, shared by all replicas. A code host takes from it before each request, and
 * tells it what the host said about its limits. Nothing here waits: what cannot be had is an error that says when.
 * @public
 */
export interface CodeHostBudget {
  /** Takes what the request costs; throws `CodeHostBudgetError`, and takes nothing, when it is not there. */
  take(request: BudgetedRequest): Promise<void>;
  /** Has the budget follow the host where others use the same credentials. */
  recordRemaining(remaining: RemainingRequests): Promise<void>;
  /** Lets the host rest, for all replicas. Gives for how many seconds. */
  recordRefusal(refusal: RefusedRequest): Promise<number>;
}
