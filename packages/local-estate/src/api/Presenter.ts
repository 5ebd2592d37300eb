import { BOT_LOGIN, PEOPLE, TEAMS, ORGANIZATION } from '../company/people';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { PullRequestFigures } from '../estate/PullRequestReader';
import type {
  CommentState,
  LabelState,
  LineCommentState,
  PullRequestState,
  ReviewState,
} from '../state/EstateState';

/**
 * Words the estate's state as GitHub's REST API does.
 * @internal
 */
export class Presenter {
  readonly url: string;
  readonly apiUrl: string;

  static create(options: { url: string }) {
    return new Presenter(options.url);
  }

  private constructor(url: string) {
    this.url = url;
    this.apiUrl = `${url}/api/v3`;
  }

  user(login: string) {
    const known = PEOPLE.findIndex(person => person.login === login);
    return {
      login,
      // accounts of commits that nobody here wrote share one id
      id: known < 0 ? 9999 : 100 + known,
      node_id: `U_${login}`,
      avatar_url: `${this.url}/avatars/${login}`,
      url: `${this.apiUrl}/users/${login}`,
      html_url: `${this.url}/${login}`,
      type: login === BOT_LOGIN ? 'Bot' : 'User',
      site_admin: false,
    };
  }

  team(slug: string) {
    return {
      id: 500 + Object.keys(TEAMS).indexOf(slug),
      node_id: `T_${slug}`,
      slug,
      name: TEAMS[slug] ?? slug,
      description: null,
      privacy: 'closed',
      permission: 'push',
      url: `${this.apiUrl}/orgs/${ORGANIZATION}/teams/${slug}`,
      html_url: `${this.url}/orgs/${ORGANIZATION}/teams/${slug}`,
      parent: null,
    };
  }

  organization() {
    return {
      login: ORGANIZATION,
      id: 1,
      node_id: `O_${ORGANIZATION}`,
      avatar_url: `${this.url}/avatars/${ORGANIZATION}`,
      url: `${this.apiUrl}/orgs/${ORGANIZATION}`,
      html_url: `${this.url}/${ORGANIZATION}`,
      type: 'Organization',
      site_admin: false,
    };
  }

  repository(repository: CodeRepository, sizeKilobytes?: number) {
    const { id, name, fullName, definition, defaultBranch } = repository;
    const url = `${this.apiUrl}/repos/${fullName}`;
    return {
      id,
      node_id: `R_${id}`,
      name,
      full_name: fullName,
      private: true,
      visibility: 'private',
      owner: this.organization(),
      html_url: `${this.url}/${fullName}`,
      description: definition.description,
      fork: false,
      url,
      archive_url: `${url}/{archive_format}{/ref}`,
      contents_url: `${url}/contents/{+path}`,
      pulls_url: `${url}/pulls{/number}`,
      clone_url: `${this.url}/${fullName}.git`,
      git_url: `${this.url}/${fullName}.git`,
      default_branch: defaultBranch,
      archived: definition.archived ?? false,
      disabled: false,
      language: definition.language ?? null,
      allow_merge_commit: true,
      allow_squash_merge: true,
      allow_rebase_merge: false,
      ...(sizeKilobytes === undefined ? {} : { size: sizeKilobytes }),
    };
  }

  label(label: LabelState, repository: CodeRepository) {
    return {
      id: label.id,
      node_id: `L_${label.id}`,
      url: `${this.apiUrl}/repos/${
        repository.fullName
      }/labels/${encodeURIComponent(label.name)}`,
      name: label.name,
      color: label.color,
      default: false,
      description: label.description || null,
    };
  }

  pullRequest(
    repository: CodeRepository,
    pull: PullRequestState,
    labels: LabelState[],
    figures?: PullRequestFigures,
  ) {
    const url = `${this.apiUrl}/repos/${repository.fullName}/pulls/${pull.number}`;
    const issueUrl = `${this.apiUrl}/repos/${repository.fullName}/issues/${pull.number}`;
    const side = (ref: string, sha: string) => ({
      label: `${repository.owner}:${ref}`,
      ref,
      sha,
      user: this.organization(),
      repo: this.repository(repository),
    });
    return {
      url,
      id: pull.id,
      node_id: `PR_${pull.id}`,
      html_url: `${this.url}/${repository.fullName}/pull/${pull.number}`,
      diff_url: `${this.url}/${repository.fullName}/pull/${pull.number}.diff`,
      issue_url: issueUrl,
      commits_url: `${url}/commits`,
      comments_url: `${issueUrl}/comments`,
      statuses_url: `${this.apiUrl}/repos/${repository.fullName}/statuses/${pull.headSha}`,
      number: pull.number,
      state: pull.state,
      locked: false,
      title: pull.title,
      user: this.user(pull.author),
      body: pull.body || null,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt ?? null,
      merged_at: pull.mergedAt ?? null,
      merge_commit_sha: pull.mergeCommitSha ?? null,
      assignee: null,
      assignees: [],
      requested_reviewers: pull.requestedReviewers.map(login =>
        this.user(login),
      ),
      requested_teams: pull.requestedTeams.map(slug => this.team(slug)),
      labels: labels
        .filter(label => pull.labels.includes(label.name))
        .map(label => this.label(label, repository)),
      milestone: null,
      draft: pull.draft,
      head: side(pull.headRef, pull.headSha),
      base: side(pull.baseRef, pull.baseSha),
      author_association: 'MEMBER',
      auto_merge: null,
      active_lock_reason: null,
      ...(figures && {
        merged: pull.mergedAt !== undefined,
        mergeable: figures.mergeable ?? null,
        mergeable_state:
          figures.mergeable === undefined
            ? 'unknown'
            : mergeableState(figures.mergeable),
        merged_by: pull.mergedBy ? this.user(pull.mergedBy) : null,
        comments: pull.comments.length,
        review_comments: pull.reviews.reduce(
          (sum, { lineComments = [] }) => sum + lineComments.length,
          0,
        ),
        maintainer_can_modify: false,
        commits: figures.commits,
        additions: figures.additions,
        deletions: figures.deletions,
        changed_files: figures.changedFiles,
      }),
    };
  }

  review(
    repository: CodeRepository,
    pull: PullRequestState,
    review: ReviewState,
  ) {
    return {
      id: review.id,
      node_id: `PRR_${review.id}`,
      user: this.user(review.author),
      body: review.body,
      state: review.state,
      html_url: `${this.url}/${repository.fullName}/pull/${pull.number}#review-${review.id}`,
      pull_request_url: `${this.apiUrl}/repos/${repository.fullName}/pulls/${pull.number}`,
      submitted_at: review.submittedAt,
      commit_id: review.commitSha,
      author_association: 'MEMBER',
    };
  }

  lineComment(
    repository: CodeRepository,
    pull: PullRequestState,
    review: ReviewState,
    comment: LineCommentState,
  ) {
    return {
      id: comment.id,
      node_id: `PRRC_${comment.id}`,
      url: `${this.apiUrl}/repos/${repository.fullName}/pulls/comments/${comment.id}`,
      html_url: `${this.url}/${repository.fullName}/pull/${pull.number}#line-${comment.id}`,
      pull_request_review_id: review.id,
      user: this.user(review.author),
      path: comment.path,
      line: comment.line,
      body: comment.body,
      commit_id: review.commitSha,
      created_at: review.submittedAt,
      updated_at: review.submittedAt,
      author_association: 'MEMBER',
    };
  }

  comment(
    repository: CodeRepository,
    pull: PullRequestState,
    comment: CommentState,
  ) {
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: `${this.apiUrl}/repos/${repository.fullName}/issues/comments/${comment.id}`,
      html_url: `${this.url}/${repository.fullName}/pull/${pull.number}#comment-${comment.id}`,
      issue_url: `${this.apiUrl}/repos/${repository.fullName}/issues/${pull.number}`,
      user: this.user(comment.author),
      body: comment.body,
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
      author_association: 'MEMBER',
    };
  }
}

function mergeableState(mergeable: boolean): string {
  return mergeable ? 'clean' : 'dirty';
}
