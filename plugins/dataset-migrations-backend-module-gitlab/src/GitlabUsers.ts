import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import type { GitlabClient } from './GitlabClient';

const gitlabUser = z.object({ id: z.number(), username: z.string() });
const userWithBot = gitlabUser.extend({ bot: z.boolean().optional() });

export type GitlabUser = z.output<typeof gitlabUser>;

/** So many are remembered; who is a machine stays one. */
const MOST_REMEMBERED = 10_000;
/** Access tokens of projects and groups, and service accounts, as GitLab names them. */
const MACHINE_NAME = /^((project|group)_\d+_bot|service_account)(_|$)/;

/** Who people are on a host. */
export class GitlabUsers {
  static create(client: GitlabClient): GitlabUsers {
    return new GitlabUsers(client);
  }

  readonly #client: GitlabClient;
  readonly #machines = new Map<string, boolean>();

  private constructor(client: GitlabClient) {
    this.#client = client;
  }

  /** The user of that name; undefined when there is none. */
  async findUser(
    host: string,
    username: string,
  ): Promise<GitlabUser | undefined> {
    const found = await this.#client.ask(
      { host, subject: `user ${username}`, path: 'users', query: { username } },
      gitlabUser.array(),
    );
    // a host that ignores the filter must not lead to somebody else
    return found.find(
      user => user.username.toLowerCase() === username.toLowerCase(),
    );
  }

  /** Whether a machine acts in that name; one that the host does not know any more is taken for one. */
  async isMachine(host: string, user: GitlabUser): Promise<boolean> {
    if (MACHINE_NAME.test(user.username)) {
      return true;
    }
    const key = `${host} ${user.id}`;
    const known = this.#machines.get(key);
    if (known !== undefined) {
      return known;
    }
    const isMachine = await this.#askWhether(host, user);
    if (this.#machines.size >= MOST_REMEMBERED) {
      this.#machines.clear();
    }
    this.#machines.set(key, isMachine);
    return isMachine;
  }

  async #askWhether(host: string, { id }: GitlabUser): Promise<boolean> {
    try {
      const { bot } = await this.#client.ask(
        { host, subject: `user ${id}`, path: `users/${id}` },
        userWithBot,
      );
      return bot ?? false;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return true;
      }
      throw error;
    }
  }
}
