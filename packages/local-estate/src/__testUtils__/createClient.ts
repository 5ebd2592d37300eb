import { Octokit } from '@octokit/rest';
import type { TestEstate } from './startTestEstate';

const silent = () => {};

/** The client that Skein uses, too. */
export function createClient(
  estate: TestEstate,
  token: string | undefined = estate.token,
): Octokit {
  return new Octokit({
    baseUrl: estate.apiUrl,
    auth: token,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}
