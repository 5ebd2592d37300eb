import { createServer } from 'node:http';

/** What is asked for with one alias of a document, as the code host writes it. */
const ASKED =
  /(\w+): repository\(owner: \$\w+, name: \$(\w+)\) \{ pullRequest\(number: \$(\w+)\)/g;

/** Answers for as many pull requests as one likes, over real HTTP, and counts what it is asked. */
export class GithubStub {
  requests = 0;
  /** Versions of pull requests, by repository; a change is a new title. */
  versions = new Map();
  graphql = true;
  #server;

  async start() {
    this.#server = createServer((request, response) => {
      const chunks = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        this.requests += 1;
        const body = Buffer.concat(chunks).toString();
        const answer = this.#answer(request.url, body);
        response.writeHead(answer === undefined ? 404 : 200, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
      });
    });
    await new Promise(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get host() {
    return `127.0.0.1:${this.#server.address().port}`;
  }

  change(name) {
    this.versions.set(name, (this.versions.get(name) ?? 0) + 1);
  }

  titleOf(name) {
    return `Version ${this.versions.get(name) ?? 0}`;
  }

  #answer(url, body) {
    if (url === '/api/graphql') {
      return this.graphql ? this.#answerDocument(JSON.parse(body)) : undefined;
    }
    const [, name, number, rest] =
      /^\/api\/v3\/repos\/acme\/([^/]+)\/pulls\/(\d+)(\/\w+)?/.exec(url) ?? [];
    if (rest) {
      return [];
    }
    if (name) {
      return this.#pullRequest(name, Number(number));
    }
    return /\/check-runs/.test(url)
      ? { total_count: 0, check_runs: [] }
      : { statuses: [] };
  }

  #answerDocument({ query, variables }) {
    const data = {};
    for (const [, alias, name, number] of query.matchAll(ASKED)) {
      data[alias] = {
        pullRequest: this.#node(variables[name], variables[number]),
      };
    }
    return { data };
  }

  #node(name, number) {
    return {
      number,
      url: `http://${this.host}/acme/${name}/pull/${number}`,
      title: this.titleOf(name),
      body: '',
      state: 'OPEN',
      mergeable: 'MERGEABLE',
      mergedAt: null,
      closedAt: null,
      updatedAt: '2026-11-27T10:00:00Z',
      headRefName: 'skein/x',
      headRefOid: 'a'.repeat(40),
      author: { __typename: 'User', login: 'skein-bot' },
      baseRepository: { owner: { login: 'acme' } },
      reviews: { pageInfo: { hasPreviousPage: false }, nodes: [] },
      reviewRequests: { pageInfo: { hasNextPage: false }, nodes: [] },
      commits: { nodes: [{ commit: { statusCheckRollup: null } }] },
    };
  }

  #pullRequest(name, number) {
    const user = { login: 'skein-bot' };
    return {
      number,
      html_url: `http://${this.host}/acme/${name}/pull/${number}`,
      title: this.titleOf(name),
      body: '',
      state: 'open',
      merged_at: null,
      closed_at: null,
      updated_at: '2026-11-27T10:00:00Z',
      mergeable: true,
      mergeable_state: 'clean',
      head: { ref: 'skein/x', sha: 'a'.repeat(40) },
      base: { repo: { owner: { login: 'acme' } } },
      user,
      requested_reviewers: [],
      requested_teams: [],
    };
  }
}
