import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Octokit } from '@octokit/rest';
import type { PullRequestAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { describeCodeHost } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import { startLocalEstateProcess } from '@skein/local-estate';
import { GithubCodeHost } from './GithubCodeHost';

jest.setTimeout(120_000);

const asPull = ({ repository, number }: PullRequestAddress) => ({
  owner: repository.owner,
  repo: repository.name,
  pull_number: number,
});

describeCodeHost('GitHub', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'github-contract-'));
  const estate = await startLocalEstateProcess({
    directory,
    withTrouble: true,
    ciDelayMilliseconds: 0,
  });
  const { host, apiUrl, token } = estate;
  const person = new Octokit({ baseUrl: apiUrl, auth: 'farid-token' });
  const repositoryOf = (name: string) => ({ host, owner: 'acme', name });
  return {
    codeHost: GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: { github: [{ host, apiBaseUrl: apiUrl, token }] },
        },
      }),
      logger: mockServices.logger.mock(),
    }),
    repository: repositoryOf('pricing-sql'),
    archived: repositoryOf('trouble-archived'),
    empty: repositoryOf('trouble-empty'),
    writer: 'farid',
    reader: 'gwen',
    hands: {
      approve: async address => {
        await person.pulls.createReview({
          ...asPull(address),
          event: 'APPROVE',
        });
      },
      requestChanges: async (address, { body, line }) => {
        await person.pulls.createReview({
          ...asPull(address),
          event: 'REQUEST_CHANGES',
          body,
          comments: [{ path: 'a.sql', line: 3, body: line }],
        });
      },
      comment: async ({ repository, number }, body) => {
        await person.issues.createComment({
          owner: repository.owner,
          repo: repository.name,
          issue_number: number,
          body,
        });
      },
      merge: async address => {
        await person.pulls.merge(asPull(address));
      },
      failCheck: async ({ owner, name: repo }, sha, { name, summary }) => {
        await person.checks.create({
          owner,
          repo,
          name,
          head_sha: sha,
          conclusion: 'failure',
          output: { title: name, summary },
        });
      },
    },
    setDown: async isDown => {
      await estate.set({ mode: isDown ? 'down' : 'up' });
    },
    stop: async () => {
      await estate.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
});
