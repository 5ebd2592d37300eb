import { NotFoundError } from '@backstage/errors';
import type {
  CodeHost,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** The code hosts that modules have added. */
export class CodeHosts {
  readonly #codeHosts: CodeHost[];

  private constructor(codeHosts: CodeHost[]) {
    this.#codeHosts = codeHosts;
  }

  static create(options: { codeHosts: CodeHost[] }): CodeHosts {
    return new CodeHosts(options.codeHosts);
  }

  list(): CodeHost[] {
    return [...this.#codeHosts];
  }

  /** Throws `NotFoundError` for a host that nobody speaks for. */
  forHost(host: string): CodeHost {
    const found = this.#codeHosts.find(codeHost => codeHost.serves(host));
    if (!found) {
      const known = this.#codeHosts.flatMap(codeHost => codeHost.hosts);
      throw new NotFoundError(
        `No code host serves '${host}'; ${
          known.length === 0
            ? 'none is installed: add a code host module'
            : `known are ${known.join(', ')}: add it under integrations`
        }`,
      );
    }
    return found;
  }

  /** By id, or by a host that it serves: addresses of webhooks have the one or the other. Throws `NotFoundError`. */
  byId(id: string): CodeHost {
    const found =
      this.#codeHosts.find(codeHost => codeHost.id === id) ??
      this.#codeHosts.find(codeHost => codeHost.serves(id));
    if (!found) {
      throw new NotFoundError(
        `There is no code host '${id}'; installed are: ${
          this.#codeHosts.map(codeHost => codeHost.id).join(', ') || 'none'
        }`,
      );
    }
    return found;
  }

  /** Reads a repository's address from a URL; undefined when no code host knows it. */
  parseUrl(
    url: string,
  ): { repository: RepositoryAddress; path?: string } | undefined {
    for (const codeHost of this.#codeHosts) {
      const parsed = codeHost.parseUrl(url);
      if (parsed) {
        return parsed;
      }
    }
    return undefined;
  }
}
