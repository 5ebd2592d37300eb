import { spawn } from 'node:child_process';
import type { Request, Response } from 'express';
import { gitEnvironment, runGit } from './runGit';

/** @internal */
export interface ServeGitOptions {
  request: Request;
  response: Response;
  /** Folder that holds `<owner>/<name>.git`. */
  root: string;
  /** Path below the root, for example `/acme/marketing-dbt.git/info/refs`. */
  path: string;
  /** User who may push; pushes are refused when absent. */
  login?: string;
  /** Runs when git is done and before the client hears of it, so that what follows a push is there when it returns. */
  beforeEnd?: () => Promise<void>;
}

/**
 * Answers one request of git's smart HTTP protocol with git's own `http-backend`.
 * @internal
 */
export async function serveGit(options: ServeGitOptions): Promise<void> {
  const { request, response, root, path, login, beforeEnd } = options;
  const backend = spawn(await backendPath(), {
    env: gitEnvironment({
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method,
      PATH_INFO: path,
      QUERY_STRING: new URL(
        request.originalUrl,
        'http://localhost',
      ).search.slice(1),
      CONTENT_TYPE: request.header('content-type') ?? '',
      HTTP_CONTENT_ENCODING: request.header('content-encoding') ?? '',
      GIT_PROTOCOL: request.header('git-protocol') ?? '',
      ...(login ? { REMOTE_USER: login } : {}),
      ...(request.header('content-length')
        ? { CONTENT_LENGTH: request.header('content-length')! }
        : {}),
    }),
  });
  request.pipe(backend.stdin);
  // A client that hangs up, or a backend that ends early, is no fault of the estate.
  backend.stdin.on('error', () => {});
  response.on('close', () => backend.kill());

  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on('data', (chunk: Buffer) => {
    if (!head) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      return;
    }
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      const value = line.slice(colon + 1).trim();
      if (name.toLowerCase() === 'status') {
        response.status(parseInt(value, 10));
      } else {
        response.setHeader(name, value);
      }
    }
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  await new Promise<void>((resolve, reject) => {
    backend.on('error', reject);
    backend.on('close', () => resolve());
  });
  await beforeEnd?.();
  if (head && !response.headersSent) {
    response.status(500);
  }
  response.end();
}

let executablePath: Promise<string> | undefined;

function backendPath(): Promise<string> {
  executablePath ??= runGit(['--exec-path'], { gitDirectory: '.' }).then(
    ({ stdout }) => `${stdout.toString().trim()}/git-http-backend`,
  );
  return executablePath;
}
