import { createHmac } from 'node:crypto';
import { receiveGitlabWebhook } from './receiveGitlabWebhook';

const KEY = Buffer.alloc(32, 7);
const SIGNING_TOKEN = `whsec_${KEY.toString('base64')}`;
const project = {
  path_with_namespace: 'acme/data/jobs',
  web_url: 'https://gitlab.example/acme/data/jobs',
};
const repository = {
  host: 'gitlab.example',
  owner: 'acme/data',
  name: 'jobs',
};
const SHA = 'a'.repeat(40);

function receive(options: {
  body?: unknown;
  headers?: Record<string, string | string[] | undefined>;
  tokens?: string[];
  signingTokens?: string[];
}) {
  const {
    body = {},
    headers,
    tokens = ['s3cret'],
    signingTokens = [],
  } = options;
  return receiveGitlabWebhook({
    rawBody: Buffer.from(
      typeof body === 'string' ? body : JSON.stringify(body),
    ),
    headers: {
      'x-gitlab-token': 's3cret',
      'x-gitlab-event': 'Some Hook',
      'idempotency-key': 'delivery-1',
      ...headers,
    },
    secrets: { tokens, signingTokens },
  });
}

function sign(
  body: string,
  { id = 'msg-1', at = Math.floor(Date.now() / 1000), key = KEY } = {},
) {
  const signature = createHmac('sha256', key)
    .update(`${id}.${at}.${body}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${signature}`,
  };
}

describe('receiveGitlabWebhook', () => {
  it.each([
    [
      'a merge request',
      { object_kind: 'merge_request', project, object_attributes: { iid: 7 } },
      { pullRequest: { repository, number: 7 } },
    ],
    [
      'a comment on a merge request, whose own number is another one',
      {
        object_kind: 'note',
        project,
        object_attributes: { id: 1244 },
        merge_request: { iid: 7 },
      },
      { pullRequest: { repository, number: 7 } },
    ],
    [
      'a comment on an issue',
      { object_kind: 'note', project, object_attributes: { id: 1244 } },
      {},
    ],
    [
      'a pipeline',
      {
        object_kind: 'pipeline',
        project,
        object_attributes: { iid: 3, sha: SHA },
        merge_request: { iid: 7 },
      },
      {
        pullRequest: { repository, number: 7 },
        commit: { repository, sha: SHA },
      },
    ],
    [
      'an issue, whose number is not that of a merge request',
      { object_kind: 'issue', project, object_attributes: { iid: 7 } },
      {},
    ],
    [
      'a number that is none',
      {
        object_kind: 'merge_request',
        project,
        object_attributes: { iid: '7; drop' },
      },
      {},
    ],
    [
      'a project with a path that leads elsewhere',
      {
        object_kind: 'merge_request',
        project: { ...project, path_with_namespace: '../../etc' },
        object_attributes: { iid: 7 },
      },
      {},
    ],
    ['a list', [], {}],
  ])('reads what it is about: %s', (_case, body, about) => {
    expect(receive({ body })).toEqual({
      deliveryId: 'delivery-1',
      event: 'Some Hook',
      ...about,
    });
  });

  it.each([
    ['no token', { headers: { 'x-gitlab-token': undefined } }],
    ['another token', { headers: { 'x-gitlab-token': 's3cre' } }],
    [
      'the token twice',
      { headers: { 'x-gitlab-token': ['s3cret', 's3cret'] } },
    ],
    ['none that is configured', { tokens: [] }],
    [
      'an empty one that is configured',
      { tokens: [''], headers: { 'x-gitlab-token': '' } },
    ],
    [
      'the token alone where webhooks are to be signed',
      { signingTokens: [SIGNING_TOKEN] },
    ],
    ['a signing token that is none', { signingTokens: ['hunter2'] }],
  ])('refuses %s', (_case, options) => {
    expect(() => receive(options)).toThrow(
      expect.objectContaining({ name: 'AuthenticationError' }),
    );
  });

  it('takes the token before while webhooks are changed to the new one', () => {
    expect(receive({ tokens: ['new', 's3cret'] }).event).toBe('Some Hook');
  });

  it('takes what is signed, by any of its signing tokens, without a secret token', () => {
    const body = '{"a": 1}';
    expect(
      receive({
        body,
        tokens: [],
        headers: { 'x-gitlab-token': undefined, ...sign(body) },
        signingTokens: [
          `whsec_${Buffer.alloc(32).toString('base64')}`,
          SIGNING_TOKEN,
        ],
      }).event,
    ).toBe('Some Hook');
  });

  it.each([
    ['another body', sign('{"a": 2}')],
    ['another key', sign('{"a": 1}', { key: Buffer.alloc(32) })],
    ['another id', { ...sign('{"a": 1}'), 'webhook-id': 'msg-2' }],
    ['long ago', sign('{"a": 1}', { at: Math.floor(Date.now() / 1000) - 400 })],
    ['no time', { ...sign('{"a": 1}'), 'webhook-timestamp': '' }],
    ['nothing', {}],
  ])('refuses a signature of %s', (_case, headers) => {
    expect(() =>
      receive({ body: '{"a": 1}', headers, signingTokens: [SIGNING_TOKEN] }),
    ).toThrow(expect.objectContaining({ name: 'AuthenticationError' }));
  });

  it('knows a delivery again where GitLab gives it no name', () => {
    const headers = { 'idempotency-key': undefined };
    const ids = ['{"a":1}', '{"a":1}', '{"a":2}'].map(
      body => receive({ body, headers }).deliveryId,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it.each([
    ['is no JSON', { body: 'payload=1' }],
    ['says no event', { headers: { 'x-gitlab-event': undefined } }],
  ])('says how to mend one that %s', (_case, options) => {
    expect(() => receive(options)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
