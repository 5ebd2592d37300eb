import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { describeCodeHost } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import { startGitlabDouble } from '@skein/local-estate';
import { GitlabCodeHost } from './GitlabCodeHost';
import { createHands } from './__testUtils__/createHands';

jest.setTimeout(120_000);

describeCodeHost('GitLab', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'gitlab-contract-'));
  const double = await startGitlabDouble({
    directory,
    projects: [
      { path: 'acme/data/jobs/pricing', files: { 'a.sql': '1\n2\n3\n' } },
      { path: 'acme/old', files: { 'a.sql': '1\n' }, archived: true },
      { path: 'acme/data/empty' },
    ],
  });
  const { host } = double;
  return {
    codeHost: GitlabCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: {
            gitlab: [
              {
                host,
                apiBaseUrl: double.apiUrl,
                baseUrl: double.url,
                token: double.token,
              },
            ],
          },
        },
      }),
    }),
    repository: { host, owner: 'acme/data/jobs', name: 'pricing' },
    archived: { host, owner: 'acme', name: 'old' },
    empty: { host, owner: 'acme/data', name: 'empty' },
    writer: 'farid',
    reader: 'gwen',
    hands: createHands(double, 'farid'),
    setDown: isDown => double.set({ mode: isDown ? 'down' : 'up' }),
    stop: async () => {
      await double.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
});
