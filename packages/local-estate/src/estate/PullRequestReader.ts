import type { GitCommit } from '../git/parseCommits';
import type { FileChange } from '../git/parseFileChanges';
import type { GitRepository } from '../git/GitRepository';
import type { PullRequestState } from '../state/EstateState';
import type { CodeRepository } from './CodeRepositories';

/** What git says of a pull request; only reads of a single one pay for it. */
export interface PullRequestFigures {
  additions: number;
  deletions: number;
  changedFiles: number;
  commits: number;
  /** Absent while GitHub would still be computing it, and once it is closed. */
  mergeable?: boolean;
}

/** What git said of a pull request between two commits, which never changes. */
interface Answer {
  question: string;
  figures: Promise<PullRequestFigures>;
}

/** The last answer for each pull request: clients ask far more often than branches move. */
const answers = new WeakMap<PullRequestState, Answer>();

/**
 * Asks git about one pull request.
 * @internal
 */
export class PullRequestReader {
  readonly #git: GitRepository;
  readonly #pull: PullRequestState;

  static for(repository: CodeRepository, pull: PullRequestState) {
    return new PullRequestReader(repository.git, pull);
  }

  private constructor(git: GitRepository, pull: PullRequestState) {
    this.#git = git;
    this.#pull = pull;
  }

  async figures(): Promise<PullRequestFigures> {
    const { baseSha, headSha, state } = this.#pull;
    const question = `${baseSha}..${headSha}`;
    const known = answers.get(this.#pull);
    const asked =
      known?.question === question ? known.figures : this.#askFigures();
    if (asked !== known?.figures) {
      answers.set(this.#pull, { question, figures: asked });
      asked.catch(() => answers.delete(this.#pull));
    }
    const { mergeable, ...figures } = await asked;
    return state === 'open' ? { ...figures, mergeable } : figures;
  }

  async #askFigures(): Promise<PullRequestFigures> {
    const { baseSha, headSha } = this.#pull;
    const diffBase = await this.#diffBase();
    const [changes, commits, mergeable] = await Promise.all([
      this.#git.listChanges(diffBase, headSha),
      this.#git.countCommits(`${baseSha}..${headSha}`),
      // what only adds to its base cannot conflict with it
      diffBase === baseSha ||
        this.#git.mergeTrees(baseSha, headSha).then(tree => tree !== undefined),
    ]);
    return {
      additions: changes.reduce((sum, change) => sum + change.additions, 0),
      deletions: changes.reduce((sum, change) => sum + change.deletions, 0),
      changedFiles: changes.length,
      commits,
      mergeable,
    };
  }

  async changes(): Promise<FileChange[]> {
    return this.#git.listChanges(await this.#diffBase(), this.#pull.headSha);
  }

  async diff(): Promise<string> {
    return this.#git.diff(await this.#diffBase(), this.#pull.headSha);
  }

  async commits(): Promise<GitCommit[]> {
    const { baseSha, headSha } = this.#pull;
    const commits = await this.#git.listCommits({
      range: `${baseSha}..${headSha}`,
    });
    return commits.reverse();
  }

  async #diffBase(): Promise<string> {
    const { baseSha, headSha } = this.#pull;
    return (await this.#git.mergeBase(baseSha, headSha)) ?? baseSha;
  }
}
