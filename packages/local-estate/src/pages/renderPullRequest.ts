import { BOT_LOGIN, PEOPLE, TEAMS } from '../company/people';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { PullRequestFigures } from '../estate/PullRequestReader';
import type { CheckRunState, PullRequestState } from '../state/EstateState';
import { type Markup, markup } from './markup';
import { renderMarkdown } from './renderMarkdown';

/**
 * A pull request as people see it, with the buttons that decide on it.
 * @internal
 */
export function renderPullRequest(options: {
  repository: CodeRepository;
  pull: PullRequestState;
  figures: PullRequestFigures;
  checks: CheckRunState[];
  diff: string;
  /** What the last button could not do. */
  refusal?: string;
}): Markup {
  const { repository, pull, figures, checks, diff, refusal } = options;
  const state = pull.mergedAt ? 'merged' : pull.state;
  return markup` <h1>${pull.title} <span class="soft">#${
    pull.number
  }</span></h1>
    <p>
      <span class="state ${state}" data-testid="state">${state}</span>
      ${pull.author} wants to merge <code>${pull.headRef}</code> into
      <code>${pull.baseRef}</code>
      <span class="soft">opened ${pull.createdAt}</span>
      ${pull.labels.map(label => markup`<span class="label">${label}</span> `)}
    </p>
    ${refusal ? markup`<p role="alert"><strong>${refusal}</strong></p>` : ''}
    <div class="body">${renderMarkdown(pull.body || 'No description.')}</div>
    ${pull.state === 'open' ? renderButtons(repository, pull, figures) : ''}
    <h2>Checks</h2>
    ${renderChecks(checks)}
    <h2>Reviewers</h2>
    ${renderReviewers(pull)}
    <h2>Comments</h2>
    ${
      pull.comments.length
        ? pull.comments.map(
            comment =>
              markup`<p>
                <strong>${comment.author}</strong>
                <span class="soft">${comment.createdAt}</span>
              </p>
              <div class="body">${renderMarkdown(comment.body)}</div>`,
          )
        : markup`<p class="soft">None.</p>`
    }
    <h2>
      ${figures.changedFiles} changed files
      <span class="plus">+${figures.additions}</span>
      <span class="minus">−${figures.deletions}</span>
    </h2>
    <pre>${diff.split('\n').map(line => [renderDiffLine(line), '\n'])}</pre>`;
}

function renderButtons(
  repository: CodeRepository,
  pull: PullRequestState,
  figures: PullRequestFigures,
): Markup {
  const path = `/${repository.fullName}/pull/${pull.number}`;
  const actors = PEOPLE.filter(
    ({ login, readsOnly }) => login !== BOT_LOGIN && !readsOnly,
  ).map(({ login, name }) => markup`<option value="${login}">${name}</option>`);
  return markup` <form method="post" action="${path}">
      <label
        >as
        <select name="as">
          ${actors}
        </select></label
      >
      <button class="main" name="action" value="merge">Merge</button>
      <button name="action" value="approve">Approve</button>
      <button name="action" value="close">Close</button>
    </form>
    ${
      figures.mergeable === false
        ? markup`<p>This branch has conflicts with ${pull.baseRef}.</p>`
        : ''
    }`;
}

function renderChecks(checks: CheckRunState[]): Markup {
  if (checks.length === 0) {
    return markup`<p class="soft">None.</p>`;
  }
  return markup`<table>
    ${checks.map(
      check =>
        markup`<tr>
          <td>${check.name}</td>
          <td>${check.conclusion ?? check.status}</td>
          <td>${check.title}</td>
          <td class="soft">${check.summary}</td>
        </tr>`,
    )}
  </table>`;
}

function renderReviewers(pull: PullRequestState): Markup {
  const rows = [
    ...pull.reviews.map(review => [
      review.author,
      review.state.toLowerCase().replace('_', ' '),
      review.body,
    ]),
    ...pull.requestedReviewers.map(login => [login, 'requested', '']),
    ...pull.requestedTeams.map(slug => [TEAMS[slug], 'requested', '']),
  ];
  return rows.length
    ? markup`<table>
        ${rows.map(
          row =>
            markup`<tr>
              ${row.map(cell => markup`<td>${cell}</td>`)}
            </tr>`,
        )}
      </table>`
    : markup`<p class="soft">None.</p>`;
}

function renderDiffLine(line: string): Markup {
  const kind =
    (line.startsWith('@@') && 'hunk') ||
    (/^\+(?!\+\+ )/.test(line) && 'plus') ||
    (/^-(?!-- )/.test(line) && 'minus') ||
    'line';
  return markup`<span class="${kind}">${line}</span>`;
}
