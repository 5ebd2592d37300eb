import { priceRequest } from './priceRequest';

describe('priceRequest', () => {
  it.each([
    ['GET', '/repos/{owner}/{repo}', 'read'],
    ['PATCH', '/repos/{owner}/{repo}/pulls/{pull_number}', 'write'],
    ['DELETE', '/repos/{owner}/{repo}/labels/{name}', 'write'],
    ['POST', '/repos/{owner}/{repo}/pulls', 'content'],
    ['post', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 'content'],
  ])('%s %s is a %s', (method, url, kind) => {
    expect(priceRequest({ method, url }, { host: 'github.com' })).toEqual({
      host: 'github.com',
      kind,
    });
  });

  it.each(['/graphql', 'https://github.acme.example/api/graphql'])(
    'a query to %s costs as many points as it says',
    url => {
      const account = { host: 'github.com', account: 'acme' };

      expect(
        priceRequest({ method: 'POST', url, request: { points: 5 } }, account),
      ).toEqual({ ...account, kind: 'query', points: 5 });
      expect(priceRequest({ method: 'POST', url }, account)).toEqual({
        ...account,
        kind: 'query',
        points: 1,
      });
    },
  );
});
