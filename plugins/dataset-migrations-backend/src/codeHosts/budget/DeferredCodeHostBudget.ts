import type {
  BudgetedRequest,
  CodeHostBudget,
  RefusedRequest,
  RemainingRequests,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** Lets code hosts, which modules add before the plugin has a database, wait until there is a budget. */
export class DeferredCodeHostBudget implements CodeHostBudget {
  static create(): DeferredCodeHostBudget {
    return new DeferredCodeHostBudget();
  }

  /** From now on all goes to this one. */
  readonly open: (budget: CodeHostBudget) => void;
  readonly #budget: Promise<CodeHostBudget>;

  private constructor() {
    let resolve: (budget: CodeHostBudget) => void = () => {};
    this.#budget = new Promise(resolved => {
      resolve = resolved;
    });
    this.open = budget => resolve(budget);
  }

  async take(request: BudgetedRequest): Promise<void> {
    await (await this.#budget).take(request);
  }

  async recordRemaining(remaining: RemainingRequests): Promise<void> {
    await (await this.#budget).recordRemaining(remaining);
  }

  async recordRefusal(refusal: RefusedRequest): Promise<number> {
    return await (await this.#budget).recordRefusal(refusal);
  }
}
