import type {
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LearnedRuleRequest,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ListOptions } from '../MigrationService';

/** All that can be done with what was learned from coding agents, over any door. Permission is the business of a decorator. */
export interface LearningService {
  listLearnedRules(
    request: MigrationRequest,
    options: ListOptions,
  ): Promise<LearnedRuleList>;
  decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options: ListOptions,
  ): Promise<LearnedRuleList>;
}
