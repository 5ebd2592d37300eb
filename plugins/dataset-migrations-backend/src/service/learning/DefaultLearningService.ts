import type {
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LearnedRuleRequest,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ListOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { decideLearnedRule } from './decideLearnedRule';
import type { LearningService } from './LearningService';
import { listLearnedRules } from './listLearnedRules';

/** The parts of the context that learned rules need. */
export type LearningContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'onChange'
>;

/** Does what is asked of learned rules, whoever asks; permission is the business of `AuthorizedLearningService`. */
export class DefaultLearningService implements LearningService {
  readonly #context: LearningContext;

  static create(context: LearningContext): DefaultLearningService {
    return new DefaultLearningService(context);
  }

  private constructor(context: LearningContext) {
    this.#context = context;
  }

  async listLearnedRules(
    { migrationId }: MigrationRequest,
    { visibleTo }: ListOptions,
  ): Promise<LearnedRuleList> {
    return listLearnedRules(this.#context.knex, { migrationId, visibleTo });
  }

  async decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options: ListOptions,
  ): Promise<LearnedRuleList> {
    return decideLearnedRule(this.#context, request, options);
  }
}
