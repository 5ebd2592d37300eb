import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ScriptError } from '../../say.mjs';

/** Blobs above this are data; they are named and not read. */
const LARGEST_BLOB_BYTES = 8 * 1024 * 1024;

/** Nothing of the machine's or the repository's configuration may run a program. */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** The history of a repository, read without a work tree. */
export class GitRepository {
  #gitDirectory;

  constructor(directory) {
    const inner = path.join(directory, '.git');
    this.#gitDirectory = existsSync(inner) ? inner : directory;
  }

  /** The files of a commit, of any kind but links and submodules. */
  async readTree(commit) {
    const listed = await this.#run(['ls-tree', '-r', '-l', '-z', commit]);
    const entries = listed
      .toString()
      .split('\0')
      .flatMap(line => {
        const match = /^100\d+ blob (\w+) +(\d+)\t([^]+)$/.exec(line);
        return match && Number(match[2]) <= LARGEST_BLOB_BYTES
          ? [{ id: match[1], path: match[3] }]
          : [];
      });
    const contents = await this.#readBlobs(entries.map(({ id }) => id));
    return entries.map((entry, index) => ({
      path: entry.path,
      content: contents[index],
    }));
  }

  /** Files that a commit changed, with their new content; a file that moved is one with two paths. */
  async readChanges(commit) {
    const listed = await this.#run([
      'diff-tree',
      '-r',
      '-z',
      '-M70%',
      `${commit}^`,
      commit,
    ]);
    const words = listed.toString().split('\0');
    const changes = [];
    for (let at = 0; at < words.length - 1; ) {
      const [, mode, , id, status] = words[at].split(' ');
      const isMove = /^[RC]/.test(status);
      changes.push({
        status: status[0],
        mode,
        id,
        from: words[at + 1],
        to: isMove ? words[at + 2] : words[at + 1],
      });
      at += isMove ? 3 : 2;
    }
    const changed = changes.filter(
      ({ status, mode }) => 'MR'.includes(status) && mode.startsWith('100'),
    );
    const contents = await this.#readBlobs(changed.map(({ id }) => id));
    return {
      changed: changed.map(({ from, to }, index) => ({
        from,
        to,
        content: contents[index],
      })),
      removed: changes.flatMap(c => (c.status === 'D' ? [c.from] : [])),
    };
  }

  async #readBlobs(ids) {
    const output = await this.#run(['cat-file', '--batch'], ids.join('\n'));
    const contents = [];
    let at = 0;
    for (const id of ids) {
      const headEnd = output.indexOf(10, at);
      const [, type, size] = output.subarray(at, headEnd).toString().split(' ');
      if (type !== 'blob') {
        throw new ScriptError(`The repository lacks ${id}`);
      }
      const start = headEnd + 1;
      contents.push(output.subarray(start, start + Number(size)));
      at = start + Number(size) + 1;
    }
    return contents;
  }

  async #run(args, input = '') {
    const child = spawn('git', ['--git-dir', this.#gitDirectory, ...args], {
      env: { ...process.env, ...ENVIRONMENT },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const chunks = [];
    const errors = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stderr.on('data', chunk => errors.push(chunk));
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) {
      throw new ScriptError(
        `git ${args.join(' ')} failed in ${this.#gitDirectory}: ${Buffer.concat(
          errors,
        )}`,
      );
    }
    return Buffer.concat(chunks);
  }
}
