import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { startGitlabDouble, type GitlabDouble } from '@skein/local-estate';
import { GitlabCodeHost } from './GitlabCodeHost';

jest.setTimeout(60_000);

const NAME = 'acme-prod.analytics.user_activity_v1';
const FILES = { 'sql/a.sql': `SELECT 1 FROM \`${NAME}\`\n`, 'b.sql': 'b\n' };

describe('searching the code of groups', () => {
  let directory: string;
  let double: GitlabDouble;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gitlab-search-'));
    double = await startGitlabDouble({
      directory,
      projects: [
        { path: 'acme/data/jobs/pricing', files: FILES },
        { path: 'acme/data/old', files: FILES, archived: true },
        { path: 'other/reports', files: FILES },
      ],
    });
  });

  afterAll(async () => {
    await double.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function search(searchGroups?: string[]) {
    const { host, apiUrl: apiBaseUrl, url: baseUrl, token } = double;
    const codeHost = GitlabCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: { gitlab: [{ host, apiBaseUrl, baseUrl, token }] },
          datasetMigrations: { gitlab: { searchGroups } },
        },
      }),
    });
    const hits = await codeHost.searchCode({
      host,
      names: [NAME],
      signal: new AbortController().signal,
    });
    return hits.map(({ repository: { owner, name }, path }) =>
      [owner, name, path].join(' '),
    );
  }

  it('goes through the groups of its token, and leaves out what is archived', async () => {
    await expect(search()).resolves.toEqual([
      'acme/data/jobs pricing sql/a.sql',
      'other reports sql/a.sql',
    ]);
  });

  it('goes through the groups that are listed, and no others', async () => {
    await expect(search(['other'])).resolves.toEqual([
      'other reports sql/a.sql',
    ]);
  });
});
