import { mockServices } from '@backstage/backend-test-utils';
import { StubServer } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import { GithubCodeHost } from './GithubCodeHost';

describe('GithubCodeHost, when GitHub does not answer as it should', () => {
  let stub: StubServer;

  beforeEach(async () => {
    stub = await StubServer.start();
  });

  afterEach(async () => {
    await stub.stop();
  });

  function createHost(
    options: { token?: string; timeoutMilliseconds?: number } = {},
  ): GithubCodeHost {
    const integration: Record<string, string> = {
      host: stub.host,
      apiBaseUrl: `http://${stub.host}/api/v3`,
    };
    if (!('token' in options)) {
      integration.token = 'a-token';
    }
    return GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: { integrations: { github: [integration] } },
      }),
      logger: mockServices.logger.mock(),
      timeoutMilliseconds: options.timeoutMilliseconds,
    });
  }

  function repository() {
    return { host: stub.host, owner: 'acme', name: 'fraud' };
  }

  async function failure(host: GithubCodeHost = createHost()) {
    return await host
      .openPullRequest({
        repository: repository(),
        branch: 'skein/x',
        base: 'main',
        title: 'Move',
        body: '',
      })
      .then(
        () => {
          throw new Error('It did not fail');
        },
        (error: Error & { retryAfterSeconds?: number }) => error,
      );
  }

  it.each([
    [401, { message: 'Bad credentials' }, 'NotAllowedError', /renew the token/],
    [
      403,
      { message: 'Resource not accessible by integration' },
      'NotAllowedError',
      /give the token or App of 'integrations.github' with host '127.*' access/,
    ],
    [
      403,
      { message: 'Repository was archived so is read-only.' },
      'NotAllowedError',
      /acme\/fraud on 127.* is archived .* unarchive it/,
    ],
    [404, { message: 'Not Found' }, 'NotFoundError', /acme\/fraud is not on/],
    [
      422,
      {
        message: 'Validation Failed',
        errors: [
          {
            resource: 'PullRequest',
            code: 'custom',
            message: 'A pull request already exists for acme:skein/x.',
          },
        ],
      },
      'ConflictError',
      /already exists/,
    ],
    [
      422,
      {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }],
      },
      'ServiceUnavailableError',
      /does not know the pushed branch/,
    ],
    [
      422,
      {
        message: 'Validation Failed',
        errors: [{ message: 'No commits between main and skein/x' }],
      },
      'InputError',
      /No commits between/,
    ],
    [502, { message: 'Server Error' }, 'ServiceUnavailableError', /502/],
  ])('says what %d %p means', async (status, body, name, message) => {
    stub.json(status, body);

    const error = await failure();

    expect(error.name).toBe(name);
    expect(error.message).toMatch(message);
  });

  it.each<[string, number, Record<string, string>, number]>([
    ['with a time to wait', 403, { 'retry-after': '42' }, 42],
    ['with status 429', 429, { 'retry-after': '7' }, 7],
    ['without a time', 403, {}, 60],
    [
      'when the hour is used up',
      403,
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1764756100',
        date: new Date(1764756000_000).toUTCString(),
      },
      100,
    ],
  ])(
    'knows how long to wait at a limit %s',
    async (_case, status, headers, seconds) => {
      stub.json(
        status,
        { message: 'You have exceeded a secondary rate limit.' },
        headers,
      );

      await expect(failure()).resolves.toMatchObject({
        name: 'ServiceUnavailableError',
        retryAfterSeconds: seconds,
      });
    },
  );

  it('takes JSON that ends too early for a host that is down', async () => {
    stub.answer = (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"number": 7, "html_url": "http');
    };

    await expect(failure()).resolves.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('takes a page of a proxy for a host that is down', async () => {
    stub.answer = (_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end(`<html>${'x'.repeat(10_000)}`);
    };

    const error = await failure();

    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message.length).toBeLessThan(500);
  });

  it('does not wait for a host that does not answer', async () => {
    stub.answer = () => {};

    await expect(
      failure(createHost({ timeoutMilliseconds: 50 })),
    ).resolves.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be reached'),
    });
  });

  it('does not wait for a host that stops in the middle of its answer', async () => {
    stub.answer = (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.write('{"number":');
    };

    await expect(
      failure(createHost({ timeoutMilliseconds: 100 })),
    ).resolves.toMatchObject({ name: 'ServiceUnavailableError' });
  });

  it('takes a host that hangs up for one that is down', async () => {
    stub.answer = (_request, response) => response.destroy();

    await expect(failure()).resolves.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('never repeats a request by itself: the caller looks first', async () => {
    stub.json(502, {});

    await failure();

    expect(stub.requests.map(({ line }) => line)).toEqual([
      'POST /api/v3/repos/acme/fraud/pulls',
    ]);
  });

  it('asks nothing without a token, and says where it belongs', async () => {
    const error = await failure(createHost({ token: undefined }));

    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toBe(
      `There are no credentials for acme on ${stub.host}; set 'token' of 'integrations.github' with host '${stub.host}', or install its App for acme`,
    );
    expect(stub.requests).toEqual([]);
  });

  it('does not put the token into errors', async () => {
    stub.json(403, { message: 'Resource not accessible' });

    const error = await failure();

    expect(stub.requests[0].authorization).toBe('token a-token');
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain(
      'a-token',
    );
  });

  it.each([['..'], ['a/b'], ['--upload-pack'.repeat(20)], ['']])(
    'asks nothing for a repository that is called %p',
    async name => {
      await expect(
        createHost().getRepository({ ...repository(), name }),
      ).rejects.toThrow('is not the name of an owner or a repository');
      expect(stub.requests).toEqual([]);
    },
  );

  it('asks only hosts that are configured', async () => {
    await expect(
      createHost().getRepository({ ...repository(), host: 'evil.example' }),
    ).rejects.toThrow(
      "No GitHub integration is configured for host 'evil.example'; add it to 'integrations.github'",
    );
    expect(createHost().serves('evil.example')).toBe(false);
  });
});
