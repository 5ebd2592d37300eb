import {
  ModelBudgetExceededError,
  type ModelAccount,
  type ModelReservation,
  type ModelReservationRequest,
  type ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** An account of one attempt that remembers what was asked of it. */
export class InMemoryModelAccount implements ModelAccount {
  readonly reserved: ModelReservationRequest[] = [];
  readonly usages: ModelUsage[] = [];
  released = 0;

  constructor(private readonly limit = 10) {}

  get spent(): number {
    return this.usages.reduce((sum, { costDollars }) => sum + costDollars, 0);
  }

  async reserve(request: ModelReservationRequest): Promise<ModelReservation> {
    if (this.spent + request.maxCostDollars > this.limit) {
      throw new ModelBudgetExceededError({
        scope: 'attempt',
        limit: this.limit,
        used: this.spent,
        message: `The budget of the attempt is used up: $${this.limit}`,
      });
    }
    this.reserved.push(request);
    return {
      record: async usage => void this.usages.push(usage),
      release: async () => {
        this.released += 1;
      },
    };
  }
}
