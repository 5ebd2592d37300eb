import type {
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LearnedRuleRequest,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { LearningService } from './LearningService';

export interface AuthorizedLearningServiceOptions {
  inner: LearningService;
  access: Pick<MigrationAccess, 'requireMigrationUpdate'>;
}

/** Rules show code of repositories of others: only who decides about them sees them. */
export class AuthorizedLearningService implements LearningService {
  readonly #inner: LearningService;
  readonly #access: Pick<MigrationAccess, 'requireMigrationUpdate'>;

  static create(
    options: AuthorizedLearningServiceOptions,
  ): AuthorizedLearningService {
    return new AuthorizedLearningService(options);
  }

  private constructor({ inner, access }: AuthorizedLearningServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async listLearnedRules(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<LearnedRuleList> {
    await this.#requireUpdate(request, options);
    return this.#inner.listLearnedRules(request, options);
  }

  async decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options: CallOptions,
  ): Promise<LearnedRuleList> {
    await this.#requireUpdate(request, options);
    return this.#inner.decideLearnedRule(request, options);
  }

  async #requireUpdate(
    { migrationId }: MigrationRequest,
    { credentials }: CallOptions,
  ): Promise<void> {
    await this.#access.requireMigrationUpdate(migrationId, credentials);
  }
}
