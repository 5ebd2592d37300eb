import type {
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LearnedRuleRequest,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions, ListOptions } from '../MigrationService';
import type { LearningService } from './LearningService';

export interface AuthorizedLearningServiceOptions {
  inner: LearningService;
  access: Pick<MigrationAccess, 'requireMigrationUpdate' | 'visibleTargets'>;
}

/** Rules show code of repositories: who decides about them sees those that repeat targets which the caller may see, and no others. */
export class AuthorizedLearningService implements LearningService {
  readonly #inner: LearningService;
  readonly #access: Pick<
    MigrationAccess,
    'requireMigrationUpdate' | 'visibleTargets'
  >;

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
    return this.#inner.listLearnedRules(
      request,
      await this.#decider(request, options),
    );
  }

  async decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options: CallOptions,
  ): Promise<LearnedRuleList> {
    return this.#inner.decideLearnedRule(
      request,
      await this.#decider(request, options),
    );
  }

  async #decider(
    { migrationId }: MigrationRequest,
    { credentials }: CallOptions,
  ): Promise<ListOptions> {
    await this.#access.requireMigrationUpdate(migrationId, credentials);
    const visibleTo = await this.#access.visibleTargets(credentials);
    return { credentials, visibleTo };
  }
}
