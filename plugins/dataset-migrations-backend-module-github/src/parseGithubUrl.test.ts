import { parseGithubUrl } from './parseGithubUrl';

const repository = { host: 'github.com', owner: 'acme', name: 'pricing-sql' };

describe('parseGithubUrl', () => {
  it.each([
    ['https://github.com/acme/pricing-sql', undefined],
    ['https://github.com/acme/pricing-sql/', undefined],
    ['https://github.com/acme/pricing-sql.git', undefined],
    ['url:https://github.com/acme/pricing-sql/tree/main/', undefined],
    ['https://github.com/acme/pricing-sql/tree/main/jobs/daily/', 'jobs/daily'],
    [
      'https://github.com/acme/pricing-sql/blob/main/catalog-info.yaml',
      'catalog-info.yaml',
    ],
    ['https://github.com/acme/pricing-sql/issues/5', undefined],
  ])('reads %s', (url, path) => {
    expect(parseGithubUrl(url)).toEqual({
      repository,
      ...(path !== undefined && { path }),
    });
  });

  it('keeps the port of a host', () => {
    expect(
      parseGithubUrl('http://localhost:4400/acme/pricing-sql')?.repository.host,
    ).toBe('localhost:4400');
  });

  it.each([
    'https://github.com/acme',
    'https://github.com/acme/..',
    'https://github.com/acme/%2e%2e%2fetc',
    'https://github.com/acme/-%00x',
    'https://user:password@github.com/acme/pricing-sql',
    'https://github.com/acme/pricing-sql/tree/main/a%2f..%2f..',
    'ssh://git@github.com/acme/pricing-sql',
    'file:///etc/passwd',
    'not a url',
    'https://github.com/acme/%ff',
  ])('does not take %s for a repository', url => {
    expect(parseGithubUrl(url)).toBeUndefined();
  });
});
