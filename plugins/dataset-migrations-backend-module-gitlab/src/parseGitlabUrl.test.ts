import * as fc from 'fast-check';
import { parseGitlabPath, parseGitlabUrl } from './parseGitlabUrl';

const jobs = { host: 'gitlab.com', owner: 'acme/data', name: 'jobs' };

describe('parseGitlabUrl', () => {
  it.each([
    ['https://gitlab.com/acme/data/jobs', { repository: jobs }],
    ['https://gitlab.com/acme/data/jobs.git', { repository: jobs }],
    ['url:https://gitlab.com/acme/data/jobs/', { repository: jobs }],
    [
      'https://gitlab.com/acme/data/jobs/-/tree/main/sql/daily/',
      { repository: jobs, path: 'sql/daily' },
    ],
    [
      'https://gitlab.com/acme/data/jobs/-/blob/main/a.sql?ref_type=heads#L3',
      { repository: jobs, path: 'a.sql' },
    ],
    [
      'https://gitlab.com/acme/data/jobs/tree/main/sql',
      { repository: jobs, path: 'sql' },
    ],
    [
      'https://gitlab.com/acme/data/jobs/-/merge_requests/4',
      { repository: jobs },
    ],
    [
      'https://gitlab.com/acme/jobs',
      { repository: { ...jobs, owner: 'acme' } },
    ],
    ['https://gitlab.com/acme', undefined],
    ['https://gitlab.com/acme/-/profile', undefined],
    ['https://someone:secret@gitlab.com/acme/data/jobs', undefined],
    ['https://gitlab.com/acme/jobs/-/tree/main/%2e%2e%2fsecrets', undefined],
    ['https://gitlab.com/acme/%2e%2e%2fx/jobs', undefined],
    ['ssh://git@gitlab.com/acme/jobs', undefined],
    ['file:///acme/jobs', undefined],
    ['no url', undefined],
  ])('%s', (url, parsed) => {
    expect(parseGitlabUrl(url)).toEqual(parsed);
  });

  it('reads what lies behind the path of a GitLab that has no host of its own', () => {
    const read = (url: string) => parseGitlabUrl(url, () => '/git');

    expect(read('https://acme.example/git/data/jobs')?.repository).toEqual({
      host: 'acme.example',
      owner: 'data',
      name: 'jobs',
    });
    expect(read('https://acme.example/wiki/data/jobs')).toBeUndefined();
  });

  it('gives the path of any project back as it was, however deep its groups are', () => {
    const segment = fc
      .stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,20}$/)
      .filter(
        each => !['tree', 'blob', 'raw', 'blame', 'commits'].includes(each),
      );
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 2, maxLength: 20 }),
        segments => {
          const path = segments.join('/');
          const { owner, name } = parseGitlabPath(path)!;
          expect(`${owner}/${name}`).toBe(path);
          expect(
            parseGitlabUrl(`https://gitlab.com/${path}/-/tree/main/x`),
          ).toEqual({
            repository: { host: 'gitlab.com', owner, name },
            path: 'x',
          });
        },
      ),
    );
  });
});
