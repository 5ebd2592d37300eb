import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MANIFEST = JSON.parse(
  readFileSync(
    resolve(__dirname, '../../../deploy/github/app-manifest.json'),
    'utf8',
  ),
);

type Permissions = Record<string, 'read' | 'write'>;

/**
 * What GitHub's documentation asks of an App for each call. `orgs.listForAuthenticatedUser` is made with the token of a
 * person only.
 */
const PERMISSIONS_OF_CALLS: Record<string, Permissions> = {
  'checks.listAnnotations': { checks: 'read' },
  'checks.listForRef': { checks: 'read' },
  graphql: { pull_requests: 'read', checks: 'read', statuses: 'read' },
  'issues.addLabels': { pull_requests: 'write' },
  'issues.createComment': { pull_requests: 'write' },
  'issues.listComments': { pull_requests: 'read' },
  'orgs.listForAuthenticatedUser': {},
  'pulls.create': { pull_requests: 'write' },
  'pulls.get': { pull_requests: 'read' },
  'pulls.list': { pull_requests: 'read' },
  'pulls.listCommentsForReview': { pull_requests: 'read' },
  'pulls.listReviews': { pull_requests: 'read' },
  'pulls.merge': { contents: 'write' },
  // a team among the reviewers is looked up among the members of the organisation
  'pulls.requestReviewers': { pull_requests: 'write', members: 'read' },
  'pulls.update': { pull_requests: 'write' },
  'repos.get': { metadata: 'read' },
  'repos.getCollaboratorPermissionLevel': { metadata: 'read' },
  'repos.getCombinedStatusForRef': { statuses: 'read' },
  'repos.listBranches': { contents: 'read' },
  'search.code': { metadata: 'read' },
};

/** Clones and pushes go past octokit. */
const PERMISSIONS_OF_GIT: Permissions = { contents: 'write' };

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.ts$/.test(file) && !/\.test\.ts$|^tests\//.test(file))
    .map(file => join(folder, file));
}

function listCalls(): string[] {
  const calls = listSources(__dirname).flatMap(file =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /octokit\s*\.\s*(graphql|request|(?!hook\b|paginate\b)\w+\s*\.\s*\w+)/g,
      ),
    ].map(([, call]) => call.replace(/\s/g, '')),
  );
  return [...new Set(calls)].sort();
}

function strongest(all: Permissions[]): Permissions {
  const result: Permissions = {};
  for (const [name, access] of all.flatMap(Object.entries)) {
    if (result[name] !== 'write') {
      result[name] = access;
    }
  }
  return result;
}

describe('the manifest of the GitHub App', () => {
  it('knows what every call of this module needs', () => {
    expect(listCalls()).toEqual(Object.keys(PERMISSIONS_OF_CALLS).sort());
  });

  it('asks for what the calls and git need, and for nothing else', () => {
    expect(MANIFEST.default_permissions).toEqual(
      strongest([PERMISSIONS_OF_GIT, ...Object.values(PERMISSIONS_OF_CALLS)]),
    );
  });

  it('subscribes to what the README names, at the address that it names', () => {
    const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
    for (const event of MANIFEST.default_events) {
      expect(readme).toContain(event.replace(/_/g, ' '));
    }
    expect(MANIFEST.hook_attributes.url).toMatch(
      /\/api\/dataset-migrations\/webhooks\/github$/,
    );
  });
});
