import type { Request, Response } from 'express';
import { ORGANIZATION, PEOPLE } from '../company/people';
import type { RepositoryDefinition } from '../company/RepositoryDefinition';
import { GithubError } from './GithubError';

/** Headers that belong to one connection and must not be passed on. */
const HOP_HEADERS = [
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
];

/**
 * What the estate itself looks things up with. `emulate` lets a token ask 5,000 times an hour, by a clock that nobody can hurry; the limits
 * that clients meet are those of `HostLimits`.
 */
const LOOK_TOKENS = Array.from({ length: 100 }, (_, index) => `look-${index}`);
const LOOKS_PER_TOKEN = 4000;

/**
 * Vercel's `emulate`, which answers what the estate does not answer itself. It keeps its state in memory.
 * @internal
 */
export class EmulateServer {
  readonly #url: string;
  readonly #apiUrl: string;
  readonly #close: () => Promise<void>;
  #looks = 0;

  static async start(options: {
    /** Address under which clients know the API. */
    apiUrl: string;
    definitions: RepositoryDefinition[];
  }): Promise<EmulateServer> {
    // emulate is an ES module, and loads only here, so that nobody who imports the package pays for it
    const { createEmulator } = await import('emulate');
    const emulator = await createEmulator({
      service: 'github',
      port: 0,
      hostname: '127.0.0.1',
      seed: {
        tokens: Object.fromEntries(
          [
            ...PEOPLE,
            ...LOOK_TOKENS.map(token => ({ token, login: PEOPLE[0].login })),
          ].map(({ token, login }) => [
            token,
            { login, scopes: ['repo', 'read:org'] },
          ]),
        ),
        github: {
          users: PEOPLE.map(({ login, name }) => ({
            login,
            name,
            email: `${login}@acme.example`,
          })),
          orgs: [
            {
              login: ORGANIZATION,
              name: 'Acme',
              members: PEOPLE.filter(({ readsOnly }) => !readsOnly).map(
                ({ login, teams }) => ({
                  login,
                  role: teams.includes('platform-admins') ? 'admin' : 'member',
                }),
              ),
            },
          ],
          repos: options.definitions.map(({ name, description, language }) => ({
            owner: ORGANIZATION,
            name,
            description,
            language,
          })),
        },
      },
    });
    return new EmulateServer(emulator.url, options.apiUrl, () =>
      emulator.close(),
    );
  }

  private constructor(url: string, apiUrl: string, close: () => Promise<void>) {
    this.#url = url;
    this.#apiUrl = apiUrl;
    this.#close = close;
  }

  async getJson(path: string): Promise<Record<string, unknown>> {
    const turn = Math.floor(this.#looks / LOOKS_PER_TOKEN);
    this.#looks += 1;
    const response = await fetch(this.#url + path, {
      headers: {
        authorization: `Bearer ${LOOK_TOKENS[turn % LOOK_TOKENS.length]}`,
      },
    });
    if (!response.ok) {
      throw new Error(
        `emulate answered ${
          response.status
        } to GET ${path}: ${await response.text()}`,
      );
    }
    return JSON.parse(this.#translate(await response.text()));
  }

  async forward(request: Request, response: Response): Promise<void> {
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !HOP_HEADERS.includes(name)
        ? [[name, value] as [string, string]]
        : [],
    );
    const hasBody = !['GET', 'HEAD'].includes(request.method);
    const answer = await fetch(this.#url + request.url, {
      method: request.method,
      headers,
      body: hasBody ? JSON.stringify(request.body ?? {}) : undefined,
      redirect: 'manual',
    });
    if (answer.status >= 500) {
      throw new GithubError(
        502,
        `emulate answered ${answer.status} to ${request.method} ${request.url}`,
      );
    }
    answer.headers.forEach((value, name) => {
      if (!HOP_HEADERS.includes(name)) {
        response.setHeader(name, this.#translate(value));
      }
    });
    response.status(answer.status);
    response.send(this.#translate(await answer.text()));
  }

  /** Clients must not learn where emulate listens: its answers stand behind the estate's rules. */
  #translate(text: string): string {
    return text
      .replaceAll(this.#url, this.#apiUrl)
      .replaceAll(new URL(this.#url).host, new URL(this.#apiUrl).host);
  }

  async close(): Promise<void> {
    await this.#close();
  }
}
