/**
 * What a request to a model may come to at most.
 * @public
 */
export interface ModelReservationRequest {
  model: string;
  /** The most tokens that may go in and out. */
  maxTokens: number;
  maxCostDollars: number;
}

/**
 * What a request to a model came to, as the gateway counted it.
 * @public
 */
export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  costDollars: number;
  /** From the request to the last byte of the answer. */
  milliseconds: number;
  /** `aborted` when the answer was not waited for to its end. */
  status: 'succeeded' | 'failed' | 'aborted';
}

/**
 * Money that is put aside for one request to a model. What is neither recorded nor released when the attempt is over
 * counts as spent.
 * @public
 */
export interface ModelReservation {
  /** Says what the request came to; what was put aside beyond it is free again. */
  record(usage: ModelUsage): Promise<void>;
  /** Says that the request was never sent. */
  release(): Promise<void>;
}

/**
 * The account of an attempt: what it, its migration and the day may still spend on models, over all replicas.
 * @public
 */
export interface ModelAccount {
  /** Throws `ModelBudgetExceededError`, and nothing is put aside, when a budget does not allow that much. */
  reserve(request: ModelReservationRequest): Promise<ModelReservation>;
}
