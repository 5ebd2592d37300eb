import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
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
import { findWorkTreeChanges } from './findWorkTreeChanges';
import { describeGitFailure } from './describeGitFailure';
import { Git } from './Git';
import { readBlobs } from './readBlobs';
import { isPlainFile, listTreeEntries, type TreeEntry } from './treeEntries';

export interface OpenTrustedRepositoryOptions {
  /** Where the mirror is kept, out of reach of any agent; made if it is not there. */
  directory: string;
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

/** Two fetches into one mirror would fight for git's lock on the list of shallow commits. */
const fetchesByDirectory = new Map<string, Promise<unknown>>();

async function oneAfterTheOther<T>(
  directory: string,
  fetch: () => Promise<T>,
): Promise<T> {
  const before = fetchesByDirectory.get(directory) ?? Promise.resolve();
  const mine = before.then(fetch, fetch);
  fetchesByDirectory.set(directory, mine);
  try {
    return await mine;
  } finally {
    if (fetchesByDirectory.get(directory) === mine) {
      fetchesByDirectory.delete(directory);
    }
  }
}

/** Adds up what `git diff --numstat -z` says; behind the counts of a file that has moved its two paths stand alone. */
function countLines(
  numstat: string,
): Pick<WorkTreeDiff, 'linesAdded' | 'linesRemoved'> {
  const words = numstat.split('\0');
  let linesAdded = 0;
  let linesRemoved = 0;
  for (let at = 0; at < words.length; at += 1) {
    const [added, removed, path] = words[at].split('\t');
    // A binary file has dashes for its counts.
    linesAdded += Number(added) || 0;
    linesRemoved += Number(removed) || 0;
    at += path === '' ? 2 : 0;
  }
  return { linesAdded, linesRemoved };
}

function isSkipped(entry: TreeEntry): boolean {
  return (
    !isPlainFile(entry) ||
    describeUnsafePath(entry.path) !== undefined ||
    (entry.sizeBytes ?? 0) > MAX_FILE_BYTES
  );
}

/**
 * A bare mirror of one repository that no agent can write to. Git is only ever run in here, never in a folder that
 * an agent has touched: such a folder is looked at as plain files.
 */
export class TrustedRepository {
  readonly #git: Git;
  readonly #directory: string;
  readonly #cloneUrl: string;

  private constructor(git: Git, directory: string, cloneUrl: string) {
    this.#git = git;
    this.#directory = directory;
    this.#cloneUrl = cloneUrl;
  }

  static async open(
    options: OpenTrustedRepositoryOptions,
  ): Promise<TrustedRepository> {
    const { directory, cloneUrl, authorization, signal, logger } = options;
    assertCloneUrl(cloneUrl);
    await mkdir(directory, { recursive: true });
    const git = new Git({ directory, cloneUrl, authorization, signal });
    await git.run(['init', '--bare', '--quiet', '--template=', directory]);
    logger.debug(`Opened the mirror of ${cloneUrl}`);
    return new TrustedRepository(git, directory, cloneUrl);
  }

  /** Fetches the newest commit of a branch, without its history. */
  async fetchBranch(branch: string): Promise<string> {
    assertBranchName(branch);
    const local = `refs/skein/${randomUUID()}`;
    await this.#fetch(['--depth=1'], `+refs/heads/${branch}:${local}`);
    return await this.#git.text(['rev-parse', '--verify', `${local}^{commit}`]);
  }

  /** Makes sure that a commit is here, for example after a restart on another machine. `branch` is where it can be reached from. */
  async ensureCommit(options: { sha: string; branch: string }): Promise<void> {
    const { sha, branch } = options;
    assertObjectName(sha);
    assertBranchName(branch);
    if (await this.#has(sha)) {
      return;
    }
    try {
      await this.#fetch(['--depth=1'], `+${sha}:refs/skein/${randomUUID()}`);
    } catch {
      // Some hosts give single commits only to those who name a branch; the whole branch holds it, too.
      await this.#fetch([], `+refs/heads/${branch}:refs/skein/${randomUUID()}`);
    }
    if (!(await this.#has(sha))) {
      throw new NotAllowedError(
        `Commit ${sha} is no longer reachable from ${branch}; queue the target again`,
      );
    }
  }

  /** All files of a commit, also those that are no plain files. */
  async listFiles(sha: string): Promise<TreeEntry[]> {
    assertObjectName(sha);
    return await listTreeEntries(this.#git, sha);
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
    const diff = [
      'diff',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--find-renames',
      '--src-prefix=a/',
      '--dst-prefix=b/',
    ];
    const [{ stdout: patch }, { stdout: counts }] = await Promise.all([
      this.#git.run([...diff, baseSha, tree, '--'], {
        maxOutputBytes: MAX_PATCH_BYTES,
      }),
      this.#git.run([...diff, '--numstat', '-z', baseSha, tree, '--']),
    ]);
    return {
      files,
      patch: patch.toString('utf8'),
      filesChanged: files.length,
      ...countLines(counts.toString('utf8')),
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

  /** The commit that a branch points to on the code host now; undefined when there is no such branch. */
  async remoteHead(branch: string): Promise<string | undefined> {
    assertBranchName(branch);
    const ref = `refs/heads/${branch}`;
    const { stdout } = await this.#git.runRemote(
      ['ls-remote', '--refs', '--', this.#cloneUrl, ref],
      { deadlineSeconds: 60 },
    );
    const line = stdout
      .toString('utf8')
      .split('\n')
      .find(candidate => candidate.endsWith(`\t${ref}`));
    return line?.split('\t')[0];
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

  async #has(sha: string): Promise<boolean> {
    const { exitCode } = await this.#git.run(
      ['cat-file', '-e', `${sha}^{commit}`],
      { allowedExitCodes: [1, 128] },
    );
    return exitCode === 0;
  }

  async #fetch(args: string[], refspec: string): Promise<void> {
    await oneAfterTheOther(this.#directory, () =>
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
          refspec,
        ],
        { deadlineSeconds: NETWORK_DEADLINE_SECONDS },
      ),
    );
  }

  /** The base's tree with the files put in, made in an index of its own. */
  async #writeTree(baseSha: string, files: StoredFile[]): Promise<string> {
    const index = join(this.#directory, `skein-index-${randomUUID()}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      await this.#git.run(['read-tree', `${baseSha}^{tree}`], { env });
      const lines: string[] = [];
      for (const { path, mode, content } of files) {
        assertSafePath(path);
        if (content === null) {
          lines.push(`0 ${'0'.repeat(baseSha.length)}\t${path}`);
          continue;
        }
        const blob = await this.#git.text(['hash-object', '-w', '--stdin'], {
          stdin: Buffer.from(content, 'base64'),
        });
        lines.push(`${mode} ${blob}\t${path}`);
      }
      await this.#git.run(['update-index', '-z', '--index-info'], {
        env,
        stdin: Buffer.from(lines.map(line => `${line}\0`).join('')),
      });
      return await this.#git.text(['write-tree'], { env });
    } finally {
      await rm(index, { force: true });
    }
  }
}
