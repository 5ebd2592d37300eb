import { CustomErrorBase } from '@backstage/errors';

/**
 * What a budget for models is of.
 * @public
 */
export type ModelBudgetScope = 'attempt' | 'migration' | 'day';

/**
 * A budget for models does not allow what was asked for.
 * @public
 */
export class ModelBudgetExceededError extends CustomErrorBase {
  readonly name = 'ModelBudgetExceededError';
  readonly scope: ModelBudgetScope;
  /** In dollars. */
  readonly limit: number;
  /** In dollars, with what is put aside for requests that are under way. */
  readonly used: number;

  constructor(options: {
    scope: ModelBudgetScope;
    limit: number;
    used: number;
    message: string;
  }) {
    super(options.message);
    this.scope = options.scope;
    this.limit = options.limit;
    this.used = options.used;
  }
}
