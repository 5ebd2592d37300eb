import type { Request, RequestHandler } from 'express';
import { readToken } from '../api/authenticate';
import { GithubError } from '../api/GithubError';
import { PEOPLE } from '../company/people';
import { SlidingWindow } from './SlidingWindow';

/** A request that was refused because of a limit. */
export interface LimitBlock {
  /** Milliseconds since 1970. */
  at: number;
  login: string;
  method: string;
  path: string;
  limit: LimitName;
}

export type LimitName =
  | 'requestsPerHour'
  | 'pointsPerMinute'
  | 'contentPerMinute'
  | 'contentPerHour';

/** As GitHub documents them, for each account. */
const LIMITS: Record<LimitName, { most: number; seconds: number }> = {
  requestsPerHour: { most: 5000, seconds: 3600 },
  pointsPerMinute: { most: 900, seconds: 60 },
  contentPerMinute: { most: 80, seconds: 60 },
  contentPerHour: { most: 500, seconds: 3600 },
};

const NAMES = Object.keys(LIMITS) as LimitName[];

/** What makes something that people are told of. */
const CONTENT = /\/(pulls|comments|labels|requested_reviewers|reviews|issues)$/;

/**
 * GitHub's limits of its API, with its primary and its secondary refusals. Git itself is not counted.
 * @internal
 */
export class HostLimits {
  readonly #clockRate: number;
  readonly #windows = new Map<string, Record<LimitName, SlidingWindow>>();
  readonly #blocks: LimitBlock[] = [];

  /** @param options.clockRate How many seconds of the limits go by in one. */
  static create(options: { clockRate: number }) {
    return new HostLimits(options.clockRate);
  }

  private constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  get blocks(): readonly LimitBlock[] {
    return this.#blocks;
  }

  /** The most that one account took of each limit within its window. */
  get peaks(): Record<string, Record<LimitName, number>> {
    return Object.fromEntries(
      [...this.#windows].map(([login, windows]) => [
        login,
        mapLimits(name => windows[name].peak),
      ]),
    );
  }

  handler(): RequestHandler {
    return (request, response, next) => {
      const token = readToken(request.header('authorization'));
      const login = PEOPLE.find(person => person.token === token)?.login;
      if (login === undefined) {
        next();
        return;
      }
      const now = Date.now();
      const windows = this.#windowsOf(login);
      const costs = costsOf(request);
      const limit = NAMES.find(
        name => !windows[name].hasRoomFor(costs[name], now),
      );
      if (limit === undefined) {
        NAMES.forEach(name => windows[name].add(costs[name], now));
        next();
        return;
      }
      const { method, path } = request;
      this.#blocks.push({ at: now, login, method, path, limit });
      const seconds = Math.max(
        1,
        Math.ceil(windows[limit].millisecondsToWait(costs[limit], now) / 1000),
      );
      if (limit === 'requestsPerHour') {
        response.setHeader('x-ratelimit-limit', String(LIMITS[limit].most));
        response.setHeader('x-ratelimit-remaining', '0');
        response.setHeader(
          'x-ratelimit-reset',
          String(Math.ceil(now / 1000) + seconds),
        );
      } else {
        response.setHeader('retry-after', String(seconds));
      }
      response
        .status(403)
        .json(
          new GithubError(
            403,
            limit === 'requestsPerHour'
              ? `API rate limit exceeded for ${login}.`
              : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          ),
        );
    };
  }

  #windowsOf(login: string): Record<LimitName, SlidingWindow> {
    const known = this.#windows.get(login);
    if (known) {
      return known;
    }
    const windows = mapLimits(name =>
      SlidingWindow.create({
        most: LIMITS[name].most,
        milliseconds: (LIMITS[name].seconds * 1000) / this.#clockRate,
      }),
    );
    this.#windows.set(login, windows);
    return windows;
  }
}

function costsOf({ method, path }: Request): Record<LimitName, number> {
  const isQuery = path === '/graphql';
  const isRead = isQuery || method === 'GET' || method === 'HEAD';
  const isContent = method === 'POST' && CONTENT.test(path);
  return {
    // queries have a budget of their own, which nobody here comes near
    requestsPerHour: isQuery ? 0 : 1,
    pointsPerMinute: isRead ? 1 : 5,
    contentPerMinute: isContent ? 1 : 0,
    contentPerHour: isContent ? 1 : 0,
  };
}

function mapLimits<T>(map: (name: LimitName) => T): Record<LimitName, T> {
  return {
    requestsPerHour: map('requestsPerHour'),
    pointsPerMinute: map('pointsPerMinute'),
    contentPerMinute: map('contentPerMinute'),
    contentPerHour: map('contentPerHour'),
  };
}
