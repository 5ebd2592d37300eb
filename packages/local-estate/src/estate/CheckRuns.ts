import { GithubError } from '../api/GithubError';
import { CheckPresenter } from '../api/CheckPresenter';
import type { Presenter } from '../api/Presenter';
import type { AnnotationState, CheckRunState } from '../state/EstateState';
import type { EstateStore } from '../state/EstateStore';
import type { WebhookSender } from '../webhooks/WebhookSender';
import { currentTime } from './currentTime';
import type { CodeRepository } from './CodeRepositories';

/** What may be said of a check run; absent fields stay as they are. */
export interface CheckRunInput {
  name?: string;
  headSha?: string;
  status?: CheckRunState['status'];
  conclusion?: string;
  title?: string;
  summary?: string;
  text?: string;
  annotations?: AnnotationState[];
  detailsUrl?: string;
  externalId?: string;
  ownCi?: boolean;
}

/**
 * Check runs of commits, and the suites that they add up to.
 * @internal
 */
export class CheckRuns {
  readonly #store: EstateStore;
  readonly #webhooks: WebhookSender;
  readonly #presenter: Presenter;
  readonly #checkPresenter: CheckPresenter;

  static create(options: {
    store: EstateStore;
    webhooks: WebhookSender;
    presenter: Presenter;
  }) {
    return new CheckRuns(options);
  }

  private constructor(options: {
    store: EstateStore;
    webhooks: WebhookSender;
    presenter: Presenter;
  }) {
    this.#store = options.store;
    this.#webhooks = options.webhooks;
    this.#presenter = options.presenter;
    this.#checkPresenter = CheckPresenter.create(options.presenter);
  }

  list(repository: CodeRepository, headSha: string): CheckRunState[] {
    return this.#store
      .repository(repository.fullName)
      .checkRuns.filter(run => run.headSha === headSha);
  }

  get(repository: CodeRepository, id: number): CheckRunState {
    const run = this.#store
      .repository(repository.fullName)
      .checkRuns.find(candidate => candidate.id === id);
    if (!run) {
      throw GithubError.notFound();
    }
    return run;
  }

  create(
    repository: CodeRepository,
    input: CheckRunInput & { name: string; headSha: string },
  ): CheckRunState {
    const { checkRuns } = this.#store.repository(repository.fullName);
    const suite = checkRuns.find(run => run.headSha === input.headSha);
    const run: CheckRunState = {
      id: this.#store.nextId(),
      suiteId: suite?.suiteId ?? this.#store.nextId(),
      name: input.name,
      headSha: input.headSha,
      status: 'queued',
      startedAt: currentTime(),
    };
    checkRuns.push(run);
    this.#apply(run, input);
    this.#store.save(repository.fullName);
    this.#send(repository, run, 'created');
    if (run.status === 'completed') {
      this.#sendCompleted(repository, run);
    }
    return run;
  }

  update(
    repository: CodeRepository,
    id: number,
    input: CheckRunInput,
  ): CheckRunState {
    const run = this.get(repository, id);
    const wasCompleted = run.status === 'completed';
    this.#apply(run, input);
    this.#store.save(repository.fullName);
    if (run.status === 'completed' && !wasCompleted) {
      this.#sendCompleted(repository, run);
    }
    return run;
  }

  /** Begins a run that has ended anew, as the button of that name does. */
  rerun(repository: CodeRepository, id: number): void {
    const run = this.get(repository, id);
    run.status = 'in_progress';
    run.conclusion = undefined;
    run.completedAt = undefined;
    run.startedAt = currentTime();
    run.isRerun = true;
    this.#store.save(repository.fullName);
    this.#send(repository, run, 'rerequested');
  }

  #apply(run: CheckRunState, input: CheckRunInput): void {
    const { headSha, ...changes } = input;
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) {
        Object.assign(run, { [key]: value });
      }
    }
    if (run.conclusion && run.status !== 'completed') {
      run.status = 'completed';
    }
    if (run.status === 'completed') {
      run.completedAt ??= currentTime();
    }
  }

  #sendCompleted(repository: CodeRepository, run: CheckRunState): void {
    this.#send(repository, run, 'completed');
    const runs = this.list(repository, run.headSha);
    if (runs.every(other => other.status === 'completed')) {
      const { pullRequests } = this.#store.repository(repository.fullName);
      this.#webhooks.send('check_suite', {
        action: 'completed',
        ...this.#envelope(repository),
        check_suite: this.#checkPresenter.checkSuite(
          repository,
          runs,
          pullRequests,
        ),
      });
    }
  }

  #send(repository: CodeRepository, run: CheckRunState, action: string): void {
    const { pullRequests } = this.#store.repository(repository.fullName);
    this.#webhooks.send('check_run', {
      action,
      ...this.#envelope(repository),
      check_run: this.#checkPresenter.checkRun(repository, run, pullRequests),
    });
  }

  #envelope(repository: CodeRepository) {
    return {
      repository: this.#presenter.repository(repository),
      organization: this.#presenter.organization(),
      sender: this.#presenter.user('acme-ci'),
    };
  }
}
