import { mkdir, mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../execution/childProcess';

/** Text, bytes, or what a special file holds; undefined deletes it. */
type TestFile =
  | string
  | Buffer
  | { executable: string }
  | { link: string }
  | undefined;

/** A change of one file in the language of `git fast-import`. */
function toImport(path: string, file: TestFile): Buffer {
  const name = JSON.stringify(path);
  if (file === undefined) {
    return Buffer.from(`D ${name}\n`);
  }
  let mode = '100644';
  let content: string | Buffer;
  if (typeof file === 'string' || Buffer.isBuffer(file)) {
    content = file;
  } else if ('link' in file) {
    mode = '120000';
    content = file.link;
  } else {
    mode = '100755';
    content = file.executable;
  }
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`M ${mode} inline ${name}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from('\n'),
  ]);
}

/** Real git over HTTP on a free port of this machine, for tests. */
export class GitServer {
  readonly #root: string;
  readonly #server: Server;
  /** The Authorization headers that came with requests. */
  readonly authorizations: Array<string | undefined> = [];
  /** When set, each request is answered with it. */
  failWith: number | undefined;
  /** When set, what a push asks for is done, and the connection breaks before the answer. */
  losesAnswers = false;

  private constructor(root: string) {
    this.#root = root;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => {
        response.statusCode = 500;
        response.end();
      });
    });
  }

  static async start(): Promise<GitServer> {
    const server = new GitServer(await mkdtemp(join(tmpdir(), 'git-server-')));
    await new Promise<void>(resolve =>
      server.#server.listen(0, '127.0.0.1', resolve),
    );
    return server;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    await rm(this.#root, { recursive: true, force: true });
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cloneUrl(repository: string): string {
    return `http://${this.host}/${repository}.git`;
  }

  /** Makes a repository, or adds a commit to a branch. */
  async commit(
    repository: string,
    files: Record<string, TestFile>,
    branch: string = 'main',
  ): Promise<string> {
    const bare = join(this.#root, `${repository}.git`);
    await mkdir(dirname(bare), { recursive: true });
    await this.#git(bare, ['init', '--bare', '--quiet', '-b', 'main', bare]);
    const parent = await this.head(repository, branch);
    const now = Math.floor(Date.now() / 1000);
    const changes = Object.entries(files).map(([path, file]) =>
      toImport(path, file),
    );
    await this.#git(
      bare,
      ['fast-import', '--quiet', '--date-format=raw'],
      {},
      Buffer.concat([
        Buffer.from(
          `commit refs/heads/${branch}\ncommitter Test <test@example.com> ${now} +0000\ndata 7\nChange\n`,
        ),
        Buffer.from(parent ? `from ${parent}\n` : ''),
        ...changes,
        Buffer.from('\n'),
      ]),
    );
    return await this.#git(bare, ['rev-parse', `refs/heads/${branch}`]);
  }

  async head(
    repository: string,
    branch: string = 'main',
  ): Promise<string | undefined> {
    const found = await this.#git(join(this.#root, `${repository}.git`), [
      'for-each-ref',
      '--format=%(objectname)',
      `refs/heads/${branch}`,
    ]);
    return found === '' ? undefined : found;
  }

  async show(repository: string, object: string): Promise<string> {
    return await this.#git(join(this.#root, `${repository}.git`), [
      'show',
      object,
    ]);
  }

  /** Puts a hook into a repository, as an owner of a code host could. */
  async addHook(
    repository: string,
    name: string,
    script: string,
  ): Promise<void> {
    const folder = join(this.#root, `${repository}.git`, 'hooks');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), script);
    await chmod(join(folder, name), 0o755);
  }

  async #git(
    bare: string,
    args: string[],
    env: Record<string, string> = {},
    stdin?: Uint8Array,
  ): Promise<string> {
    const { exitCode, stdout, stderr } = await runCommand({
      command: 'git',
      args: [`--git-dir=${bare}`, ...args],
      env: {
        PATH: process.env.PATH ?? '',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...env,
      },
      stdin,
      deadlineSeconds: 30,
      maxOutputBytes: 100_000_000,
    });
    if (exitCode !== 0) {
      throw new Error(stderr);
    }
    return stdout.toString('utf8').trimEnd();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    this.authorizations.push(request.headers.authorization);
    if (this.failWith !== undefined) {
      response.statusCode = this.failWith;
      response.end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { stdout } = await runCommand({
      command: 'git',
      args: ['http-backend'],
      env: {
        PATH: process.env.PATH ?? '',
        GIT_PROJECT_ROOT: this.#root,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'test',
        REMOTE_ADDR: '127.0.0.1',
        REQUEST_METHOD: request.method ?? 'GET',
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        CONTENT_LENGTH: String(Buffer.concat(chunks).length),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdin: Buffer.concat(chunks),
      deadlineSeconds: 30,
      maxOutputBytes: 500_000_000,
    });
    if (this.losesAnswers && url.pathname.endsWith('/git-receive-pack')) {
      request.socket.destroy();
      return;
    }
    const endOfHead = stdout.indexOf('\r\n\r\n');
    for (const line of stdout.toString('latin1', 0, endOfHead).split('\r\n')) {
      const [name, ...rest] = line.split(':');
      const value = rest.join(':').trim();
      if (name.toLowerCase() === 'status') {
        response.statusCode = Number.parseInt(value, 10);
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(stdout.subarray(endOfHead + 4));
  }
}
