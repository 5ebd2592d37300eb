import { NotFoundError, NotImplementedError } from '@backstage/errors';
import type {
  CodeHost,
  CodeHostRepository,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { GitServer } from './GitServer';

function refuse(): never {
  throw new NotImplementedError(
    'This code host of a test only gives repositories',
  );
}

/** A code host over a `GitServer`, for tests that only read repositories. */
export class TestCodeHost implements CodeHost {
  readonly id = 'test';
  readonly #git: GitServer;
  /** What the host says beyond the ordinary, by owner/name. */
  readonly facts = new Map<string, Partial<CodeHostRepository>>();
  /** When set, each call fails with it. */
  failWith: Error | undefined;

  constructor(git: GitServer) {
    this.#git = git;
  }

  get hosts(): string[] {
    return [this.#git.host];
  }

  serves(host: string): boolean {
    return host === this.#git.host;
  }

  parseUrl(): undefined {
    return undefined;
  }

  async getRepository(address: RepositoryAddress): Promise<CodeHostRepository> {
    if (this.failWith) {
      throw this.failWith;
    }
    const fullName = `${address.owner}/${address.name}`;
    const facts = this.facts.get(fullName);
    const known =
      facts !== undefined ||
      (await this.#git.head(fullName).catch(() => undefined)) !== undefined;
    if (!known) {
      throw new NotFoundError(`There is no repository ${fullName}`);
    }
    return {
      address,
      cloneUrl: this.#git.cloneUrl(fullName),
      webUrl: `http://${this.#git.host}/${fullName}`,
      defaultBranch: 'main',
      archived: false,
      empty: false,
      sizeKilobytes: 1,
      ...facts,
    };
  }

  async getGitCredentials() {
    return { authorization: 'Basic dGVzdC10b2tlbi1vZi1hLXRlc3Q=' };
  }

  async findPullRequest() {
    return refuse();
  }
  async getPullRequest() {
    return refuse();
  }
  async openPullRequest() {
    return refuse();
  }
  async updatePullRequest() {
    return refuse();
  }
  async closePullRequest() {
    return refuse();
  }
  async dressPullRequest() {
    return refuse();
  }
  async searchCode() {
    return refuse();
  }
  async receiveWebhook() {
    return refuse();
  }
}
