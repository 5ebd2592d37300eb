import {
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CodeHostUnavailableError } from '@skein/backstage-plugin-dataset-migrations-node';
import { AgentFailedError } from './AgentFailedError';
import { classifyFailure } from './classifyFailure';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: write`), { code });
}

describe('classifyFailure', () => {
  it.each([
    ['the disk is full', systemError('ENOSPC'), 'infrastructure'],
    ['a quota is used up', systemError('EDQUOT'), 'infrastructure'],
    ['no file can be opened', systemError('EMFILE'), 'infrastructure'],
    [
      'the disk is full below an agent',
      new AgentFailedError('rewriter', systemError('ENOSPC')),
      'infrastructure',
    ],
    [
      'the disk is full below two errors',
      new ForwardedError('a', new ForwardedError('b', systemError('EDQUOT'))),
      'infrastructure',
    ],
    [
      'git says that the disk is full',
      new Error('git failed: fatal: write error: No space left on device'),
      'infrastructure',
    ],
    [
      'the host is down',
      new CodeHostUnavailableError('down'),
      'infrastructure',
    ],
    [
      'git takes too long',
      new ServiceUnavailableError('git fetch did not end'),
      'infrastructure',
    ],
    ['the line breaks', systemError('ECONNRESET'), 'infrastructure'],
    [
      'the line breaks without a code',
      new Error('socket hang up'),
      'infrastructure',
    ],
    [
      'the host wants to be left alone',
      new CodeHostUnavailableError('limit', { retryAfterSeconds: 60 }),
      'rate',
    ],
    ['the token is refused', new NotAllowedError('no'), 'permanent'],
    ['the repository is gone', new NotFoundError('no'), 'permanent'],
    ['the repository is archived', new InputError('archived'), 'permanent'],
    [
      'an agent does not find something',
      new AgentFailedError('coding', new NotFoundError('no such file')),
      'agent',
    ],
    ['a verifier breaks', new TypeError('x is not a function'), 'agent'],
    ['something odd is thrown', 'odd', 'agent'],
  ])('when %s', (_case, error, failure) => {
    expect(classifyFailure(error).failure).toBe(failure);
  });

  it('keeps how long a host asked to be left alone, also below an agent', () => {
    expect(
      classifyFailure(
        new AgentFailedError(
          'coding',
          new CodeHostUnavailableError('limit', { retryAfterSeconds: 90 }),
        ),
      ),
    ).toEqual({ failure: 'rate', retryAfterSeconds: 90 });
  });

  it('comes to an end when an error is its own cause', () => {
    const error = new Error('round');
    error.cause = error;

    expect(classifyFailure(error)).toEqual({ failure: 'agent' });
  });
});
