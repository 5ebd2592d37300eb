import { describeGitFailure } from './describeGitFailure';

describe('describeGitFailure', () => {
  it.each<[string, string, string]>([
    [
      'a password that is wrong',
      'fatal: Authentication failed for http://host/acme/a.git',
      'NotAllowedError',
    ],
    [
      'credentials that are missing',
      "fatal: unable to access 'http://host/acme/a.git/': The requested URL returned error: 401",
      'NotAllowedError',
    ],
    [
      'a permission that is missing',
      "remote: Permission to acme/a.git denied to bot.\nfatal: unable to access 'http://host/acme/a.git/': The requested URL returned error: 403",
      'NotAllowedError',
    ],
    [
      'a repository that is archived',
      "remote: This repository was archived so it is read-only.\nfatal: unable to access 'http://host/acme/a.git/': The requested URL returned error: 403",
      'NotAllowedError',
    ],
    [
      'too many requests, which hosts answer with a bare 403',
      "fatal: unable to access 'http://host/acme/a.git/': The requested URL returned error: 403",
      'ServiceUnavailableError',
    ],
    [
      'the same in the middle of a transfer',
      "error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\nfatal: expected 'packfile'",
      'ServiceUnavailableError',
    ],
    [
      'a repository that is gone',
      "remote: Repository not found.\nfatal: repository 'http://host/acme/a.git/' not found",
      'NotFoundError',
    ],
    [
      'a connection that breaks',
      'error: RPC failed; curl 52 Empty reply from server',
      'ServiceUnavailableError',
    ],
  ])('takes %s for what it is', (_what, stderr, name) => {
    expect(describeGitFailure(stderr)).toMatchObject({ name });
  });
});
