import type { CiOutcome } from '../company/RepositoryDefinition';
import type { CheckRunState } from '../state/EstateState';
import type { EstateStore } from '../state/EstateStore';
import type { CheckRuns } from './CheckRuns';
import type { CodeRepositories, CodeRepository } from './CodeRepositories';

const CHECK_NAME = 'ci';

const LOST_RUNNER: CiOutcome = {
  conclusion: 'failure',
  title: 'The runner was lost',
  summary: 'Run it again.',
};

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
        } else if (run.ownCi && isFlake(repository, run)) {
          this.#rerunLater(repository, run.id);
        }
      }
    }
  }

  close(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #finishLater(repository: CodeRepository, id: number): void {
    this.#later(() => {
      const isLost =
        repository.definition.flakyCi &&
        !this.#checkRuns.get(repository, id).isRerun;
      this.#checkRuns.update(repository, id, {
        status: 'completed',
        ...(isLost ? LOST_RUNNER : repository.definition.ci),
      });
      if (isLost) {
        this.#rerunLater(repository, id);
      }
    });
  }

  #rerunLater(repository: CodeRepository, id: number): void {
    this.#later(() => {
      this.#checkRuns.rerun(repository, id);
      this.#finishLater(repository, id);
    });
  }

  #later(act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, this.#delayMilliseconds);
    this.#timers.add(timer);
  }
}

function isFlake(
  { definition }: CodeRepository,
  { isRerun, conclusion }: CheckRunState,
): boolean {
  return (
    definition.flakyCi === true &&
    !isRerun &&
    conclusion === LOST_RUNNER.conclusion
  );
}
