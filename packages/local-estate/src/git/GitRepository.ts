import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileChange, parseFileChanges } from './parseFileChanges';
import { type GitCommit, COMMIT_FORMAT, parseCommits } from './parseCommits';
import { readLooseRefs } from './looseRefs';
import { runGit, type RunGitOptions } from './runGit';

/** @internal */
export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; absent for folders and submodules. */
  size?: number;
  path: string;
}

/** @internal */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 */
  date: string;
}

/** Diffs are part of what tests compare: nothing of the machine may change them. */
const DIFF_OPTIONS = ['--no-color', '--no-ext-diff', '--no-textconv', '-M'];

const ZERO = '0'.repeat(40);
const SHA = /^[0-9a-f]{40}$/;
/** No expression of git's may stand in it, and no way out of the folder. */
const FULL_REF = /^refs\/(heads|tags)(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/**
 * A bare repository, asked and changed through git itself.
 * @internal
 */
export class GitRepository {
  readonly directory: string;
  /** Those that were seen; they stay, since nothing is ever collected here. */
  readonly #commits = new Set<string>();

  static at(directory: string) {
    return new GitRepository(directory);
  }

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Refs by full name, without those that the estate keeps for itself. */
  async listRefs(): Promise<Map<string, string>> {
    const loose = await readLooseRefs(this.directory);
    if (loose) {
      return new Map(
        [...loose].filter(([ref]) => !ref.startsWith('refs/pull/')),
      );
    }
    const text = await this.#text([
      'for-each-ref',
      '--format=%(refname) %(objectname)',
      'refs/heads',
      'refs/tags',
    ]);
    return new Map(
      lines(text).map(line => line.split(' ') as [string, string]),
    );
  }

  async resolveRef(name: string): Promise<string | undefined> {
    if (FULL_REF.test(name)) {
      const sha = this.#readRef(name);
      if (sha !== undefined) {
        return sha;
      }
    }
    const result = await this.#run(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', name],
      { allowedExitCodes: [0, 1, 128] },
    );
    return result.exitCode === 0
      ? result.stdout.toString().trim().split('\n').pop()
      : undefined;
  }

  /** Resolves what people write (branch, tag, full ref or sha) to a commit. */
  async resolveCommit(name: string): Promise<string | undefined> {
    if (SHA.test(name) && this.#commits.has(name)) {
      return name;
    }
    for (const candidate of [
      `refs/heads/${name}`,
      `refs/tags/${name}`,
      name.startsWith('heads/') || name.startsWith('tags/')
        ? `refs/${name}`
        : name,
    ]) {
      const sha = await this.resolveRef(`${candidate}^{commit}`);
      if (sha) {
        this.#commits.add(sha);
        return sha;
      }
    }
    return undefined;
  }

  /** From git's own file: starting git for it takes far longer. Undefined where git has packed the ref, or there is none. */
  #readRef(ref: string): string | undefined {
    try {
      // a search looks at thousands, and each takes microseconds
      const sha = readFileSync(join(this.directory, ref), 'utf8').trim();
      return SHA.test(sha) ? sha : undefined;
    } catch {
      return undefined;
    }
  }

  /** Moves a ref from one commit to another; an empty `from` means that it must not exist. False when it stood elsewhere. */
  async updateRef(ref: string, to: string, from?: string): Promise<boolean> {
    const result = await this.#run(
      ['update-ref', ref, to, ...(from === undefined ? [] : [from || ZERO])],
      { allowedExitCodes: [0, 1, 128] },
    );
    return result.exitCode === 0;
  }

  async deleteRef(ref: string): Promise<void> {
    await this.#run(['update-ref', '-d', ref]);
  }

  async isRefName(ref: string): Promise<boolean> {
    const result = await this.#run(['check-ref-format', ref], {
      allowedExitCodes: [0, 1],
    });
    return result.exitCode === 0;
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const result = await this.#run(['merge-base', a, b], {
      allowedExitCodes: [0, 1],
    });
    return result.stdout.toString().trim() || undefined;
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const result = await this.#run(
      ['merge-base', '--is-ancestor', ancestor, descendant],
      { allowedExitCodes: [0, 1] },
    );
    return result.exitCode === 0;
  }

  async countCommits(range: string): Promise<number> {
    return Number(await this.#text(['rev-list', '--count', range, '--']));
  }

  async listCommits(options: {
    range: string;
    path?: string;
    limit?: number;
  }): Promise<GitCommit[]> {
    const { range, path, limit = 250 } = options;
    const { stdout } = await this.#run([
      'log',
      `--format=${COMMIT_FORMAT}`,
      `--max-count=${limit}`,
      range,
      '--',
      ...(path ? [path] : []),
    ]);
    return parseCommits(stdout.toString());
  }

  async readCommit(sha: string): Promise<GitCommit> {
    const [commit] = await this.listCommits({ range: sha, limit: 1 });
    return commit;
  }

  /** Changes between two trees, with the patch of each text file. */
  async listChanges(from: string, to: string): Promise<FileChange[]> {
    const [raw, patch] = await Promise.all([
      this.#run([
        'diff',
        ...DIFF_OPTIONS,
        '--raw',
        '--numstat',
        '-z',
        '--abbrev=40',
        from,
        to,
        '--',
      ]),
      this.diff(from, to),
    ]);
    return parseFileChanges(raw.stdout.toString(), patch);
  }

  async diff(from: string, to: string): Promise<string> {
    return this.#text(['diff', ...DIFF_OPTIONS, from, to, '--'], false);
  }

  async listTree(
    treeish: string,
    options: { recursive?: boolean } = {},
  ): Promise<TreeEntry[]> {
    const text = await this.#text([
      'ls-tree',
      '-z',
      '-l',
      ...(options.recursive ? ['-r', '-t'] : []),
      treeish,
    ]);
    return text
      .split('\0')
      .filter(Boolean)
      .map(entry => {
        const [description, path] = entry.split('\t');
        const [mode, type, sha, size] = description.split(/\s+/);
        return {
          mode,
          type: type as TreeEntry['type'],
          sha,
          size: size === '-' ? undefined : Number(size),
          path,
        };
      });
  }

  async readBlob(sha: string): Promise<Buffer> {
    return (await this.#run(['cat-file', 'blob', sha])).stdout;
  }

  async objectType(name: string): Promise<string | undefined> {
    const result = await this.#run(['cat-file', '-t', name], {
      allowedExitCodes: [0, 128],
    });
    return result.exitCode === 0 ? result.stdout.toString().trim() : undefined;
  }

  /** The text of every file of a commit by its path, bytes that are no text included. */
  async readTexts(commit: string): Promise<Map<string, string>> {
    const result = await this.#run(
      ['grep', '-z', '-a', '--no-color', '-e', '', commit, '--'],
      { allowedExitCodes: [0, 1] },
    );
    const texts = new Map<string, string[]>();
    for (const line of result.stdout.toString().split('\n')) {
      const end = line.indexOf('\0');
      if (end >= 0) {
        const path = line.slice(commit.length + 1, end);
        const known = texts.get(path) ?? [];
        known.push(line.slice(end + 1));
        texts.set(path, known);
      }
    }
    return new Map(
      [...texts].map(([path, textLines]) => [path, textLines.join('\n')]),
    );
  }

  /** The tree of merging two commits; undefined when they conflict. */
  async mergeTrees(base: string, head: string): Promise<string | undefined> {
    const result = await this.#run(
      ['merge-tree', '--write-tree', '--no-messages', base, head],
      { allowedExitCodes: [0, 1] },
    );
    return result.exitCode === 0
      ? result.stdout.toString().trim().split('\n')[0]
      : undefined;
  }

  async createCommit(options: {
    tree: string;
    parents: string[];
    message: string;
    author: Signature;
    committer: Signature;
  }): Promise<string> {
    const { tree, parents, message, author, committer } = options;
    const { stdout } = await this.#run(
      ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent])],
      {
        input: message,
        environment: {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          GIT_AUTHOR_DATE: author.date,
          GIT_COMMITTER_NAME: committer.name,
          GIT_COMMITTER_EMAIL: committer.email,
          GIT_COMMITTER_DATE: committer.date,
        },
      },
    );
    return stdout.toString().trim();
  }

  async archive(
    commit: string,
    options: { prefix: string; format: 'tar.gz' | 'zip' },
  ): Promise<Buffer> {
    const { stdout } = await this.#run([
      'archive',
      `--format=${options.format}`,
      `--prefix=${options.prefix}`,
      commit,
    ]);
    return stdout;
  }

  async sizeKilobytes(): Promise<number> {
    const text = await this.#text(['count-objects', '-v']);
    const figures = new Map(
      lines(text).map(line => line.split(': ') as [string, string]),
    );
    return (
      Number(figures.get('size') ?? 0) + Number(figures.get('size-pack') ?? 0)
    );
  }

  async #text(argumentList: string[], trim = true): Promise<string> {
    const text = (await this.#run(argumentList)).stdout.toString();
    return trim ? text.trim() : text;
  }

  #run(argumentList: string[], options: Partial<RunGitOptions> = {}) {
    return runGit(argumentList, { gitDirectory: this.directory, ...options });
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
