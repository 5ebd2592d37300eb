import { PEOPLE } from '../company/people';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { GitCommit } from '../git/parseCommits';
import type { FileChange } from '../git/parseFileChanges';
import type { Presenter } from './Presenter';

/**
 * Words commits and what they change as GitHub's REST API does.
 * @internal
 */
export class CommitPresenter {
  readonly #presenter: Presenter;

  static create(presenter: Presenter) {
    return new CommitPresenter(presenter);
  }

  private constructor(presenter: Presenter) {
    this.#presenter = presenter;
  }

  gitCommit(repository: CodeRepository, commit: GitCommit) {
    const url = `${this.#presenter.apiUrl}/repos/${
      repository.fullName
    }/git/commits/${commit.sha}`;
    return {
      sha: commit.sha,
      node_id: `C_${commit.sha}`,
      url,
      html_url: `${this.#presenter.url}/${repository.fullName}/commit/${
        commit.sha
      }`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: {
        sha: commit.tree,
        url: `${this.#presenter.apiUrl}/repos/${
          repository.fullName
        }/git/trees/${commit.tree}`,
      },
      parents: commit.parents.map(sha => ({
        sha,
        url: `${this.#presenter.apiUrl}/repos/${
          repository.fullName
        }/git/commits/${sha}`,
      })),
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
      },
    };
  }

  commit(repository: CodeRepository, commit: GitCommit) {
    const { sha, parents, ...inner } = this.gitCommit(repository, commit);
    return {
      sha,
      node_id: inner.node_id,
      url: `${this.#presenter.apiUrl}/repos/${
        repository.fullName
      }/commits/${sha}`,
      html_url: inner.html_url,
      commit: { ...inner, comment_count: 0 },
      author: this.#account(commit.author.email),
      committer: this.#account(commit.committer.email),
      parents,
    };
  }

  file(repository: CodeRepository, commit: string, change: FileChange) {
    const path = change.path.split('/').map(encodeURIComponent).join('/');
    return {
      sha: change.sha,
      filename: change.path,
      status: change.status,
      additions: change.additions,
      deletions: change.deletions,
      changes: change.additions + change.deletions,
      blob_url: `${this.#presenter.url}/${
        repository.fullName
      }/blob/${commit}/${path}`,
      raw_url: `${this.#presenter.url}/raw/${
        repository.fullName
      }/${commit}/${path}`,
      contents_url: `${this.#presenter.apiUrl}/repos/${
        repository.fullName
      }/contents/${path}?ref=${commit}`,
      ...(change.patch === undefined ? {} : { patch: change.patch }),
      ...(change.previousPath === undefined
        ? {}
        : { previous_filename: change.previousPath }),
    };
  }

  #account(email: string) {
    const login = email.split('@')[0].replace(/^\d+\+/, '');
    return PEOPLE.some(person => person.login === login)
      ? this.#presenter.user(login)
      : null;
  }
}
