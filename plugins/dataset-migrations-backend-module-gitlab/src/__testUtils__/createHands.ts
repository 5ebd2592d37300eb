import type { PullRequestAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import type { CodeHostHands } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import type { GitlabDouble } from '@skein/local-estate';

/** What somebody does by hand on the double of GitLab. */
export function createHands(
  double: GitlabDouble,
  username: string,
): CodeHostHands {
  const pathOf = ({ repository }: Pick<PullRequestAddress, 'repository'>) =>
    `${repository.owner}/${repository.name}`;
  const api = async (
    method: string,
    address: PullRequestAddress,
    below: string,
    body: object = {},
  ) => {
    const project = encodeURIComponent(pathOf(address));
    const response = await fetch(
      `${double.apiUrl}/projects/${project}/merge_requests/${address.number}${below}`,
      {
        method,
        headers: {
          authorization: `Bearer glpat-${username}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
  };
  return {
    approve: async address => await api('POST', address, '/approve'),
    comment: async (address, body) =>
      await api('POST', address, '/notes', { body }),
    merge: async address => await api('PUT', address, '/merge'),
    requestChanges: async (address, { body, line }) =>
      double.requestChanges(pathOf(address), address.number, {
        username,
        body,
        line: { path: 'a.sql', line: 3, body: line },
      }),
    failCheck: async (repository, sha, { name, summary }) =>
      double.reportStatus(pathOf({ repository }), sha, {
        name,
        status: 'failed',
        description: '',
        allowFailure: false,
        log: `Running\n${summary}\n`,
      }),
  };
}
