import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Pays for an evaluation: adds up what models cost, and lets nothing be asked that could cost more than is left.
 */
export class EvalAccount {
  #reserved = 0;
  #spent = 0;
  #requests = 0;
  #tokens = { input: 0, output: 0 };

  constructor({ dollars, Exceeded = budgetError() }) {
    this.dollars = dollars;
    this.Exceeded = Exceeded;
  }

  /** What was spent, and on what. */
  get sum() {
    return {
      dollars: this.#spent,
      requests: this.#requests,
      inputTokens: this.#tokens.input,
      outputTokens: this.#tokens.output,
    };
  }

  async reserve({ maxCostDollars }) {
    const used = this.#spent + this.#reserved;
    if (used + maxCostDollars > this.dollars) {
      throw new this.Exceeded({
        scope: 'attempt',
        limit: this.dollars,
        used,
        message: `The budget of the evaluation is used up: $${used.toFixed(
          4,
        )} of $${this.dollars}; give more with --dollars`,
      });
    }
    this.#reserved += maxCostDollars;
    const close = () => {
      this.#reserved -= maxCostDollars;
    };
    return {
      record: async usage => {
        close();
        this.#spent += usage.costDollars;
        this.#requests += 1;
        this.#tokens.input +=
          usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
        this.#tokens.output += usage.outputTokens;
      },
      release: async () => close(),
    };
  }
}

function budgetError() {
  return require('@skein/backstage-plugin-dataset-migrations-node')
    .ModelBudgetExceededError;
}
