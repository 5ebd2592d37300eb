import type { RequestHandler } from 'express';
import { readToken } from '../api/authenticate';
import { PEOPLE } from '../company/people';

/** A request that reached the code host, whatever became of it. */
export interface RequestRecord {
  /** Milliseconds since 1970. */
  at: number;
  /** Absent for somebody without a token that is known. */
  login?: string;
  method: string;
  path: string;
}

const KEPT_RECORDS = 200_000;

/**
 * Who asked what, and when: what a code host counts by.
 * @internal
 */
export class RequestLog {
  readonly #records: RequestRecord[] = [];

  get records(): readonly RequestRecord[] {
    return this.#records;
  }

  /** Notes each request before anything else happens to it. */
  handler(): RequestHandler {
    return (request, _response, next) => {
      const token = readToken(request.header('authorization'));
      this.#records.push({
        at: Date.now(),
        login: PEOPLE.find(person => person.token === token)?.login,
        method: request.method,
        path: request.path,
      });
      this.#records.splice(0, Math.max(0, this.#records.length - KEPT_RECORDS));
      next();
    };
  }
}
