import { decideRepeat, type RequestFailure } from './decideRepeat';

it.each<[string, RequestFailure, number, number | undefined]>([
  ['no answer', {}, 1, 100],
  ['no answer for the third time', {}, 3, 400],
  ['a server that starts anew', { status: 503 }, 1, 100],
  ['a server that has enough', { status: 429, retryAfterSeconds: 2 }, 1, 2000],
  [
    'one that wants to rest for long',
    { status: 429, retryAfterSeconds: 600 },
    1,
    20_000,
  ],
  ['what is not allowed', { status: 403 }, 1, undefined],
  ['what is not there', { status: 404 }, 1, undefined],
  ['what is taken', { status: 409 }, 1, undefined],
  ['a page that is too old', { status: 410 }, 1, undefined],
  ['no answer for the last time', {}, 6, undefined],
])('after %s', (_case, failure, tries, rest) => {
  expect(decideRepeat({ failure, tries, firstRestMs: 100 })).toBe(rest);
});
