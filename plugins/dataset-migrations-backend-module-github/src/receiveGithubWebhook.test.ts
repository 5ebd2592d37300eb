import { createHmac } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import { receiveGithubWebhook } from './receiveGithubWebhook';

const secret = 'it is a secret';
const sha = 'a'.repeat(40);
const repository = {
  name: 'pricing-sql',
  owner: { login: 'acme' },
  html_url: 'http://localhost:4400/acme/pricing-sql',
};
const address = { host: 'localhost:4400', owner: 'acme', name: 'pricing-sql' };

function sign(body: string | Buffer, algorithm: string = 'sha256') {
  return `${algorithm}=${createHmac(algorithm, secret)
    .update(body)
    .digest('hex')}`;
}

function receive(
  payload: unknown,
  changes: {
    secrets?: string[];
    headers?: Record<string, string | string[] | undefined>;
    rawBody?: Buffer;
  } = {},
) {
  const rawBody = changes.rawBody ?? Buffer.from(JSON.stringify(payload));
  return receiveGithubWebhook({
    secrets: changes.secrets ?? [secret],
    rawBody,
    headers: {
      'x-hub-signature-256': sign(JSON.stringify(payload)),
      'x-github-delivery': 'd-1',
      'x-github-event': 'pull_request',
      ...changes.headers,
    },
  });
}

describe('receiveGithubWebhook', () => {
  it.each([
    ['no secret is configured', { secrets: [] }],
    ['the secret is empty', { secrets: [''] }],
    ['the secret is another one', { secrets: ['other', 'third'] }],
    ['it is not signed', { headers: { 'x-hub-signature-256': undefined } }],
    ['the signature is empty', { headers: { 'x-hub-signature-256': '' } }],
    [
      'it is signed twice',
      { headers: { 'x-hub-signature-256': [sign('{}'), sign('{}')] } },
    ],
    [
      'it is only signed with SHA-1',
      {
        headers: {
          'x-hub-signature-256': undefined,
          'x-hub-signature': sign('{}', 'sha1'),
        },
      },
    ],
    [
      'the signature names another digest',
      {
        headers: { 'x-hub-signature-256': sign('{}').slice('sha256='.length) },
      },
    ],
    ['one byte of the body is another', { rawBody: Buffer.from('{ }') }],
  ])('refuses a webhook when %s', (_case, changes) => {
    expect(() => receive({}, changes)).toThrow(AuthenticationError);
  });

  it.each([[[secret, 'before']], [['next', secret]]])(
    'takes what one of %j signed, so that a secret can be changed',
    secrets => {
      expect(receive({ repository }, { secrets }).deliveryId).toBe('d-1');
    },
  );

  it('names the key in the configuration when there is no secret', () => {
    expect(() => receive({}, { secrets: [] })).toThrow(
      "Webhooks of GitHub are refused while 'datasetMigrations.github.webhookSecret' is not set",
    );
  });

  it('signs bytes, not text: a body that is no UTF-8 is compared as it came', () => {
    const rawBody = Buffer.from([0x7b, 0xff, 0x7d]);
    expect(() =>
      receive(
        {},
        {
          rawBody,
          headers: { 'x-hub-signature-256': sign(rawBody) },
        },
      ),
    ).toThrow(InputError);
  });

  it.each([['x-github-delivery'], ['x-github-event']])(
    'refuses a webhook without %s',
    header => {
      expect(() => receive({}, { headers: { [header]: undefined } })).toThrow(
        InputError,
      );
    },
  );

  it.each([
    [
      'a pull request',
      { repository, pull_request: { number: 7 } },
      { pullRequest: { repository: address, number: 7 } },
    ],
    [
      'a comment on a pull request',
      { repository, issue: { number: 7, pull_request: {} } },
      { pullRequest: { repository: address, number: 7 } },
    ],
    ['a comment on an issue', { repository, issue: { number: 7 } }, {}],
    [
      'a check',
      { repository, check_run: { head_sha: sha } },
      { commit: { repository: address, sha } },
    ],
    ['a status', { repository, sha }, { commit: { repository: address, sha } }],
    ['a whole organisation', { organization: { login: 'acme' } }, {}],
    ['nothing', null, {}],
    [
      'a repository with a strange name',
      {
        repository: { ...repository, name: '../../etc' },
        pull_request: { number: 7 },
      },
      {},
    ],
    [
      'a number that is none',
      { repository, pull_request: { number: '7; drop table' } },
      {},
    ],
    ['a commit that is none', { repository, sha: '--upload-pack=x' }, {}],
  ])('reads an event that speaks of %s', (_case, payload, expected) => {
    expect(receive(payload)).toEqual({
      deliveryId: 'd-1',
      event: 'pull_request',
      ...expected,
    });
  });
});
