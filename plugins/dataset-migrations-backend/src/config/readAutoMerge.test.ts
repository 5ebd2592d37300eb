import { ConfigReader } from '@backstage/config';
import { readAutoMerge } from './readAutoMerge';

const read = (repository: string) =>
  readAutoMerge(
    new ConfigReader({
      pullRequests: { autoMerge: { repositories: [repository] } },
    }),
  ).repositories;

describe('readAutoMerge', () => {
  it.each(['acme/pricing', 'acme/*', 'acme/data/jobs/pricing', 'acme/data/*'])(
    'takes %s for repositories that may be merged',
    repository => {
      expect(read(repository)).toEqual([repository]);
    },
  );

  it.each(['acme', '*', 'acme/', 'acme/*/jobs', 'acme//jobs', 'a b/c'])(
    'refuses %j',
    repository => {
      expect(() => read(repository)).toThrow(
        'datasetMigrations.pullRequests.autoMerge.repositories is',
      );
    },
  );
});
