import { NotImplementedError } from '@backstage/errors';
import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';

/** A code host that knows the addresses of github.com; whatever else a test needs it says itself. */
export function createCodeHostDouble(
  overrides: Partial<CodeHost> = {},
): CodeHost {
  const refuse = async (): Promise<never> => {
    throw new NotImplementedError('This test did not expect the call');
  };
  return {
    id: 'github',
    projectSlugAnnotation: 'github.com/project-slug',
    hosts: ['github.com'],
    serves: host => host === 'github.com',
    parseUrl(url) {
      const found = url.match(
        /^https:\/\/(github\.com)\/([^/]+)\/([^/]+)(?:\/tree\/[^/]+\/(.*))?/,
      );
      if (!found) {
        return undefined;
      }
      const [, host, owner, name, path] = found;
      return { repository: { host, owner, name }, path: path || undefined };
    },
    getRepository: refuse,
    getGitCredentials: refuse,
    findPullRequest: refuse,
    getPullRequest: refuse,
    openPullRequest: refuse,
    updatePullRequest: refuse,
    closePullRequest: refuse,
    dressPullRequest: refuse,
    searchCode: async () => [],
    receiveWebhook: refuse,
    ...overrides,
  };
}
