import type { Request, RequestHandler } from 'express';
import { PEOPLE } from '../company/people';
import { mayWrite } from '../company/permissions';
import { GithubError } from './GithubError';

/**
 * Reads the token from `Bearer`, `token` or basic authentication, where the user name is ignored as on GitHub.
 * @internal
 */
export function readToken(authorization: string | undefined) {
  const [scheme, value = ''] = (authorization ?? '').split(' ');
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64')
        .toString()
        .split(':')
        .slice(1)
        .join(':');
    default:
      return undefined;
  }
}

/** The user that a request speaks for; undefined when it is anonymous. Refuses tokens that nobody has. */
export function identify(request: Request): string | undefined {
  const token = readToken(request.header('authorization'));
  if (token === undefined) {
    return undefined;
  }
  const person = PEOPLE.find(candidate => candidate.token === token);
  if (!person) {
    throw new GithubError(401, 'Bad credentials');
  }
  return person.login;
}

/**
 * Lets users in, and anonymous readers where the estate allows them.
 * @internal
 */
export function authenticate(options: {
  anonymousRead: boolean;
}): RequestHandler {
  return (request, response, next) => {
    const login = identify(request);
    if (!login && request.method !== 'GET') {
      throw new GithubError(401, 'Requires authentication');
    }
    if (!login && !options.anonymousRead) {
      // as for a private repository: not even its name is told
      throw request.path.startsWith('/repos/')
        ? GithubError.notFound()
        : new GithubError(401, 'Requires authentication');
    }
    if (login && !mayWrite(login) && !isOpenToReaders(request)) {
      throw new GithubError(403, 'Resource not accessible by this user');
    }
    response.locals.login = login;
    next();
  };
}

/** Whoever may read may also say something. */
function isOpenToReaders({ method, path }: Request): boolean {
  return (
    method === 'GET' ||
    (method === 'POST' &&
      (/\/issues\/\d+\/comments$/.test(path) ||
        /\/pulls\/\d+\/reviews$/.test(path)))
  );
}
