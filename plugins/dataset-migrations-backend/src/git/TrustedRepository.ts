import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoredFile } from '../database/tables';
import type { Scope } from '../execution/isInScope';
import {
  assertBranchName,
  assertCloneUrl,
  assertObjectName,
  assertSafePath,
  describeUnsafePath,
} from './checkGitNames';
import { countPatchLines } from './countPatchLines';
import { describeGitFailure } from './describeGitFailure';
import { findRemoteHeads } from './findRemoteHeads';
import { findWorkTreeChanges } from './findWorkTreeChanges';
import { Git } from './Git';
import { makeBareRepository } from './makeBareRepository';
import type { HeldMirror } from './mirrors/HeldMirror';
import { mergeContents, type MergeContentsOptions } from './mergeContents';
import { Mirror } from './mirrors/Mirror';
import { readBlobs } from './readBlobs';
import {
  isPlainFile,
  listTree,
  type TreeEntry,
  type TreeListing,
} from './treeEntries';
import { writeObject } from './writeObject';
import { writeTree, type TreeChange } from './writeTree';

export interface OpenTrustedRepositoryOptions {
  /** Where is kept what is written, out of reach of any agent; made if it is not there. */
  directory: string;
  /** What was fetched before, by whomever; one below `directory` when it is not given. */
  mirror?: HeldMirror;
  /** Address for git over HTTP, without credentials. */
  cloneUrl: string;
  /** Value of the Authorization header. */
  authorization?: string;
  signal: AbortSignal;
  logger: LoggerService;
}

export interface DiffWorkTreeOptions extends Scope {
  baseSha: string;
  /** The folder that `materialize` filled and an agent changed. */
  directory: string;
}

export interface WorkTreeDiff {
  files: StoredFile[];
  /** Unified diff as git prints it. */
  patch: string;
  filesChanged: number;
  linesAdded: number;
  linesRemoved: number;
}

export interface CommitFilesOptions {
  baseSha: string;
  files: StoredFile[];
  message: string;
  author: { name: string; email: string };
  date: Date;
}

export interface PushOptions {
  branch: string;
  sha: string;
  /** What the branch is believed to be on the code host; undefined when it is not to be there. */
  expected: string | undefined;
}

const NETWORK_DEADLINE_SECONDS = 600;
/** Larger files are neither put into a checkout nor published. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_PATCH_BYTES = 64 * 1024 * 1024;

function isSkipped(entry: TreeEntry): boolean {
  return (
    !isPlainFile(entry) ||
    describeUnsafePath(entry.path) !== undefined ||
    (entry.sizeBytes ?? 0) > MAX_FILE_BYTES
  );
}

/** A mirror of one's own, which nobody else will use and which goes with the folder that it is in. */
function ownMirror(directory: string): HeldMirror {
  return { directory, condemn: () => undefined, makeRoom: async () => false };
}

/**
 * A bare repository that no agent can write to, on top of a mirror that gives it the commits of the code host. Git is
 * only ever run in here, never in a folder that an agent has touched: such a folder is looked at as plain files.
 */
export class TrustedRepository {
  readonly #git: Git;
  readonly #mirror: Mirror;
  readonly #directory: string;
  readonly #cloneUrl: string;
  /** A commit does not change, so its files are listed once. */
  readonly #trees = new Map<string, Promise<TreeListing>>();

  private constructor(
    git: Git,
    mirror: Mirror,
    { directory, cloneUrl }: OpenTrustedRepositoryOptions,
  ) {
    this.#git = git;
    this.#mirror = mirror;
    this.#directory = directory;
    this.#cloneUrl = cloneUrl;
  }

  static async open(
    options: OpenTrustedRepositoryOptions,
  ): Promise<TrustedRepository> {
    const { directory, cloneUrl, authorization, signal, logger } = options;
    assertCloneUrl(cloneUrl);
    const held = options.mirror ?? ownMirror(join(directory, 'mirror'));
    const access = { cloneUrl, authorization, signal };
    const mirror = await Mirror.open({ ...access, held });
    await makeBareRepository({ directory, objectsOf: held.directory });
    const onCorrupt = () => held.condemn();
    const git = new Git({ ...access, directory, onCorrupt });
    logger.debug(`Opened the mirror of ${cloneUrl}`);
    return new TrustedRepository(git, mirror, options);
  }

  /** Fetches the newest commit of a branch, without its history. */
  async fetchBranch(branch: string): Promise<string> {
    const head = await this.#mirror.fetchBranch(branch);
    await this.#mirror.copyShallow(this.#directory);
    return head;
  }

  /** Makes sure that a commit is here, for example after a restart on another machine. `branch` is where it can be reached from. */
  async ensureCommit(options: { sha: string; branch: string }): Promise<void> {
    await this.#mirror.ensureCommit(options);
    await this.#mirror.copyShallow(this.#directory);
  }

  /** All files of a commit, also those that are no plain files. */
  async listFiles(sha: string): Promise<TreeEntry[]> {
    return (await this.#listTree(sha)).entries;
  }

  /** The content of a plain file; undefined when there is none at that path. */
  async readFile(sha: string, path: string): Promise<Uint8Array | undefined> {
    assertSafePath(path);
    for await (const { content } of this.readFiles(
      sha,
      entry => entry.path === path,
    )) {
      return content;
    }
    return undefined;
  }

  /** The contents of the plain files that `select` wants, one after the other. */
  async *readFiles(
    sha: string,
    select: (entry: TreeEntry) => boolean,
  ): AsyncGenerator<{ path: string; content: Uint8Array }> {
    const entries = (await this.listFiles(sha)).filter(
      entry => !isSkipped(entry) && select(entry),
    );
    for await (const { entry, content } of readBlobs(this.#git, entries)) {
      yield { path: entry.path, content };
    }
  }

  /**
   * Writes the files of a commit into an empty folder, byte for byte as they are stored. Symbolic links, submodules,
   * unsafe paths and huge files are not written; they are returned.
   */
  async materialize(
    sha: string,
    toDirectory: string,
  ): Promise<{ skipped: TreeEntry[] }> {
    const entries = await this.listFiles(sha);
    const skipped = entries.filter(isSkipped);
    await mkdir(toDirectory, { recursive: true });
    const made = new Set<string>();
    for await (const { entry, content } of readBlobs(
      this.#git,
      entries.filter(candidate => !isSkipped(candidate)),
    )) {
      const file = join(toDirectory, entry.path);
      const folder = dirname(file);
      if (!made.has(folder)) {
        await mkdir(folder, { recursive: true });
        made.add(folder);
      }
      await writeFile(file, content, {
        flag: 'wx',
        mode: entry.mode === '100755' ? 0o755 : 0o644,
      });
    }
    return { skipped };
  }

  /** What has changed in a folder that `materialize` filled, within the scope. Nothing in the folder is run or followed. */
  async diffWorkTree(options: DiffWorkTreeOptions): Promise<WorkTreeDiff> {
    const { baseSha, directory, paths, excludedPaths } = options;
    const base = await this.listFiles(baseSha);
    const files = await findWorkTreeChanges({
      directory,
      base,
      skipped: new Set(base.filter(isSkipped).map(entry => entry.path)),
      scope: { paths, excludedPaths },
      maxFileBytes: MAX_FILE_BYTES,
    });
    if (files.length === 0) {
      return {
        files,
        patch: '',
        filesChanged: 0,
        linesAdded: 0,
        linesRemoved: 0,
      };
    }
    const tree = await this.#writeTree(baseSha, files);
    const { stdout } = await this.#git.run(
      [
        'diff',
        '--no-color',
        '--no-ext-diff',
        '--no-textconv',
        '--find-renames',
        '--src-prefix=a/',
        '--dst-prefix=b/',
        baseSha,
        tree,
        '--',
      ],
      { maxOutputBytes: MAX_PATCH_BYTES },
    );
    const patch = stdout.toString('utf8');
    return {
      files,
      patch,
      filesChanged: files.length,
      ...countPatchLines(patch),
    };
  }

  /** Makes a commit on top of the base. The same input gives the same commit, so that a repeated push changes nothing. */
  async commitFiles(options: CommitFilesOptions): Promise<string> {
    const { baseSha, files, message, author, date } = options;
    assertObjectName(baseSha);
    const tree = await this.#writeTree(baseSha, files);
    const when = `@${Math.floor(date.getTime() / 1000)} +0000`;
    return await this.#git.text(
      ['commit-tree', '--no-gpg-sign', '-p', baseSha, '-F', '-', tree],
      {
        stdin: Buffer.from(message),
        env: {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          GIT_AUTHOR_DATE: when,
          GIT_COMMITTER_NAME: author.name,
          GIT_COMMITTER_EMAIL: author.email,
          GIT_COMMITTER_DATE: when,
        },
      },
    );
  }

  /** Puts two changes of one file together; undefined where both changed the same place. */
  async mergeContents(
    options: MergeContentsOptions,
  ): Promise<Uint8Array | undefined> {
    return await mergeContents(this.#git, this.#directory, options);
  }

  /** The commit that a branch points to on the code host now; undefined when there is no such branch. */
  async remoteHead(branch: string): Promise<string | undefined> {
    return (await this.remoteHeads([branch])).get(branch);
  }

  /** The commits that branches point to on the code host now, asked at once; a branch that is not there is absent. */
  async remoteHeads(branches: string[]): Promise<Map<string, string>> {
    branches.forEach(assertBranchName);
    return await findRemoteHeads(this.#git, this.#cloneUrl, branches);
  }

  /**
   * Sets a branch on the code host, if it still is what the caller believes; `stale` if it is not, and then nothing
   * is changed. A branch that is at the wanted commit already counts as pushed.
   */
  async push(options: PushOptions): Promise<'pushed' | 'stale'> {
    const { branch, sha, expected } = options;
    assertBranchName(branch);
    assertObjectName(sha);
    if (expected !== undefined) {
      assertObjectName(expected);
    }
    const ref = `refs/heads/${branch}`;
    const { exitCode, stdout, stderr } = await this.#git.runRemote(
      [
        'push',
        '--porcelain',
        '--no-verify',
        '--no-signed',
        '--recurse-submodules=no',
        `--force-with-lease=${ref}:${expected ?? ''}`,
        '--',
        this.#cloneUrl,
        `${sha}:${ref}`,
      ],
      { deadlineSeconds: NETWORK_DEADLINE_SECONDS, allowedExitCodes: [1] },
    );
    if (exitCode === 0) {
      return 'pushed';
    }
    const report = stdout.toString('utf8');
    // Git saw another commit before it sent, or the host saw one while it received.
    if (
      /\[rejected\] \(stale info\)|\[remote rejected\] \((cannot lock ref|failed to update ref|reference already exists|incorrect old value)/.test(
        report,
      )
    ) {
      return 'stale';
    }
    const refusal = /\[(?:remote )?rejected\] \((.*)\)/.exec(report)?.[1];
    if (refusal === undefined) {
      // the host said nothing of the branch: the push may have come through, and only its answer was lost
      throw describeGitFailure(stderr);
    }
    throw new NotAllowedError(
      `The code host refused the push to ${branch}: ${refusal}`,
    );
  }

  async #listTree(sha: string): Promise<TreeListing> {
    assertObjectName(sha);
    const known = this.#trees.get(sha);
    if (known) {
      return await known;
    }
    const listing = listTree(this.#git, sha);
    this.#trees.set(sha, listing);
    return await listing;
  }

  /** The base's tree with the files put in. */
  async #writeTree(baseSha: string, files: StoredFile[]): Promise<string> {
    const changes: TreeChange[] = [];
    for (const { path, mode, content } of files) {
      assertSafePath(path);
      const sha =
        content === null
          ? null
          : await writeObject(
              this.#directory,
              'blob',
              Buffer.from(content, 'base64'),
            );
      changes.push({ path, mode, sha });
    }
    const { stored } = await this.#listTree(baseSha);
    return await writeTree({
      directory: this.#directory,
      base: stored,
      changes,
    });
  }
}
