import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  access,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
} from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../../execution/isDiskFull';
import { assertBranchName, assertObjectName } from '../checkGitNames';
import { Git } from '../Git';
import { makeBareRepository } from '../makeBareRepository';
import { findRemoteHeads } from '../findRemoteHeads';
import type { HeldMirror } from './HeldMirror';
import { oneAfterTheOther } from './oneAfterTheOther';

export interface OpenMirrorOptions {
  held: HeldMirror;
  cloneUrl: string;
  authorization?: string;
  signal: AbortSignal;
}

const FETCH_DEADLINE_SECONDS = 600;
/** What git takes for no limit. */
const WHOLE_HISTORY = '--depth=2147483647';
/** Where a fetch puts its commit; under the commit's own name it is only when all of it is here. */
const INCOMING = 'refs/skein/incoming';

/**
 * The commits of one repository that were fetched so far, each without its history. It is only ever fetched into, one
 * fetch after the other, and holds nothing but what the code host gave: who writes, does so elsewhere.
 */
export class Mirror {
  readonly #git: Git;
  readonly #held: HeldMirror;
  readonly #cloneUrl: string;

  private constructor(git: Git, { held, cloneUrl }: OpenMirrorOptions) {
    this.#git = git;
    this.#held = held;
    this.#cloneUrl = cloneUrl;
  }

  static async open(options: OpenMirrorOptions): Promise<Mirror> {
    const { held, ...access_ } = options;
    const { directory } = held;
    await makeBareRepository({ directory });
    await mkdir(join(directory, 'refs', 'skein'), { recursive: true });
    const git = new Git({
      ...access_,
      directory,
      onCorrupt: () => held.condemn(),
    });
    return new Mirror(git, options);
  }

  /** Makes sure that the newest commit of a branch is here, and gives its name. */
  async fetchBranch(branch: string): Promise<string> {
    assertBranchName(branch);
    return await this.#alone(async () => {
      if (await this.#hasAny()) {
        const heads = await findRemoteHeads(this.#git, this.#cloneUrl, [
          branch,
        ]);
        const head = heads.get(branch);
        if (head === undefined) {
          throw new NotFoundError(
            `Not found on the code host: couldn't find remote ref refs/heads/${branch}`,
          );
        }
        if (await this.#has(head)) {
          return head;
        }
      }
      return await this.#fetch(['--depth=1'], `refs/heads/${branch}`);
    });
  }

  /** Makes sure that a commit is here. `branch` is where it can be reached from. */
  async ensureCommit(options: { sha: string; branch: string }): Promise<void> {
    const { sha, branch } = options;
    assertObjectName(sha);
    assertBranchName(branch);
    await this.#alone(async () => {
      if (await this.#has(sha)) {
        return;
      }
      try {
        await this.#fetch(['--depth=1'], sha);
      } catch (error) {
        if (isDiskFull(error)) {
          throw error;
        }
        // Some hosts give single commits only to those who name a branch; the whole branch holds it, too.
        await this.#fetch([WHOLE_HISTORY], `refs/heads/${branch}`);
        await this.#adoptCommit(options);
      }
    });
  }

  /** Writes down for another repository, which reads the objects of this one, where their history is cut off. */
  async copyShallow(toDirectory: string): Promise<void> {
    try {
      await copyFile(
        join(this.#held.directory, 'shallow'),
        join(toDirectory, 'shallow'),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
  }

  async #adoptCommit(options: { sha: string; branch: string }): Promise<void> {
    const { sha, branch } = options;
    const { exitCode } = await this.#git.run(
      ['cat-file', '-e', `${sha}^{commit}`],
      { allowedExitCodes: [1, 128] },
    );
    if (exitCode !== 0) {
      throw new NotAllowedError(
        `Commit ${sha} is no longer reachable from ${branch}; queue the target again`,
      );
    }
    await this.#git.run(['update-ref', this.#refOf(sha), sha]);
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    return await oneAfterTheOther(this.#held.directory, work);
  }

  #refOf(sha: string): string {
    return `refs/skein/${sha}`;
  }

  /** A commit counts as here when a fetch of it came to its end. */
  async #has(sha: string): Promise<boolean> {
    return await access(join(this.#held.directory, this.#refOf(sha))).then(
      () => true,
      () => false,
    );
  }

  async #hasAny(): Promise<boolean> {
    const names = await readdir(join(this.#held.directory, 'refs', 'skein'));
    return names.length > 0;
  }

  async #fetch(args: string[], what: string): Promise<string> {
    const { directory } = this.#held;
    await this.#withRoom(() =>
      this.#git.runRemote(
        [
          'fetch',
          '--quiet',
          '--no-tags',
          '--no-write-fetch-head',
          '--no-recurse-submodules',
          '--no-auto-gc',
          ...args,
          '--',
          this.#cloneUrl,
          `+${what}:${INCOMING}`,
        ],
        { deadlineSeconds: FETCH_DEADLINE_SECONDS },
      ),
    );
    const incoming = join(directory, INCOMING);
    const sha = (await readFile(incoming, 'utf8')).trim();
    assertObjectName(sha);
    await rename(incoming, join(directory, this.#refOf(sha)));
    return sha;
  }

  /** What a full disk stopped is tried once more after the mirrors that nobody uses are gone. */
  async #withRoom<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isDiskFull(error) || !(await this.#held.makeRoom())) {
        throw error;
      }
      return await work();
    }
  }
}
