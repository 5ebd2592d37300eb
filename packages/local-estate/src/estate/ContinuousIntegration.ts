import type { EstateStore } from '../state/EstateStore';
import type { CheckRuns } from './CheckRuns';
import type { CodeRepositories, CodeRepository } from './CodeRepositories';

const CHECK_NAME = 'ci';

/**
 * The company's own checks: one per head of a pull request, in progress for a while, then as the repository's definition says.
 * @internal
 */
export class ContinuousIntegration {
  readonly #checkRuns: CheckRuns;
  readonly #delayMilliseconds: number;
  readonly #timers = new Set<NodeJS.Timeout>();

  static create(options: { checkRuns: CheckRuns; delayMilliseconds: number }) {
    return new ContinuousIntegration(
      options.checkRuns,
      options.delayMilliseconds,
    );
  }

  private constructor(checkRuns: CheckRuns, delayMilliseconds: number) {
    this.#checkRuns = checkRuns;
    this.#delayMilliseconds = delayMilliseconds;
  }

  /** Checks a commit once. */
  start(repository: CodeRepository, headSha: string): void {
    if (
      !repository.definition.ci ||
      this.#checkRuns.list(repository, headSha).some(run => run.ownCi)
    ) {
      return;
    }
    const run = this.#checkRuns.create(repository, {
      name: CHECK_NAME,
      headSha,
      status: 'in_progress',
      ownCi: true,
    });
    this.#finishLater(repository, run.id);
  }

  /** Goes on with what a stop has interrupted. */
  resume(repositories: CodeRepositories, store: EstateStore): void {
    for (const repository of repositories.list()) {
      for (const run of store.repository(repository.fullName).checkRuns) {
        if (run.ownCi && run.status !== 'completed') {
          this.#finishLater(repository, run.id);
        }
      }
    }
  }

  close(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #finishLater(repository: CodeRepository, id: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#checkRuns.update(repository, id, {
        status: 'completed',
        ...repository.definition.ci,
      });
    }, this.#delayMilliseconds);
    this.#timers.add(timer);
  }
}
