import type { LocalEstateProcess } from '@skein/local-estate';
import type { TrustedRepository } from '../../git/TrustedRepository';

export interface PeopleOnGithubOptions {
  estate: Pick<LocalEstateProcess, 'apiUrl'>;
  /** In the form `owner/name`. */
  repository: string;
  /** Where they commit. */
  trusted: TrustedRepository;
  /** The file that they speak of. */
  path: string;
  /** The pull request that they speak of. */
  number(): Promise<number>;
}

/** What people and their checks do on the double of GitHub. */
export class PeopleOnGithub {
  readonly #options: PeopleOnGithubOptions;

  constructor(options: PeopleOnGithubOptions) {
    this.#options = options;
  }

  /** Somebody pushes a commit to a branch. */
  async push(
    branch: string,
    content: string,
    path: string = this.#options.path,
  ): Promise<string> {
    const { trusted } = this.#options;
    const expected = await trusted.fetchBranch(branch);
    const sha = await trusted.commitFiles({
      baseSha: expected,
      files: [
        {
          path,
          mode: '100644',
          content: Buffer.from(content).toString('base64'),
        },
      ],
      message: 'By hand',
      author: { name: 'Farid', email: 'farid@acme.example' },
      date: new Date(),
    });
    await trusted.push({ branch, sha, expected });
    return sha;
  }

  /** What Skein has written below the pull request. */
  async listSkeinsComments(): Promise<string[]> {
    const number = await this.#options.number();
    const found: Array<{ body: string; user: { login: string } }> =
      await this.#api('skein-bot', `/issues/${number}/comments`);
    return found
      .filter(({ user }) => user.login === 'skein-bot')
      .map(({ body }) => body);
  }

  async comment(login: string, body: string): Promise<void> {
    const number = await this.#untilNextSecond();
    await this.#api(login, `/issues/${number}/comments`, { body });
  }

  async review(
    login: string,
    body: string,
    comments: Array<{ path: string; line: number; body: string }> = [],
  ): Promise<void> {
    const number = await this.#untilNextSecond();
    await this.#api(login, `/pulls/${number}/reviews`, {
      event: 'REQUEST_CHANGES',
      body,
      comments,
    });
  }

  /** A check that somebody else runs on a commit has failed. */
  async failCheck(name: string, sha: string, summary: string): Promise<void> {
    await this.#api('farid', '/check-runs', {
      name,
      head_sha: sha,
      conclusion: 'failure',
      output: {
        title: `${name} failed`,
        summary,
        annotations: [
          {
            path: this.#options.path,
            start_line: 1,
            end_line: 1,
            annotation_level: 'failure',
            message: 'not like this',
          },
        ],
      },
    });
  }

  /**
   * Hosts tell seconds only, so that Skein reads what is said two seconds after it has seen that something was; tests have it
   * read at once, and so nobody says two things in one second.
   */
  async #untilNextSecond(): Promise<number> {
    const number = await this.#options.number();
    for (;;) {
      const { updated_at: changedAt } = await this.#api<{ updated_at: string }>(
        'skein-bot',
        `/pulls/${number}`,
      );
      if (Date.now() >= Date.parse(changedAt) + 1000) {
        return number;
      }
    }
  }

  async #api<T>(login: string, path: string, body?: object): Promise<T> {
    const { estate, repository } = this.#options;
    const token =
      login === 'skein-bot' ? 'local-estate-token' : `${login}-token`;
    const response = await fetch(
      `${estate.apiUrl}/repos/${repository}${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `token ${token}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return await response.json();
  }
}
