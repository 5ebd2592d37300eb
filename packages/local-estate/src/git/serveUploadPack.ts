import type { Request, Response } from 'express';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { answerLsRefs } from './answerLsRefs';
import { runGit } from './runGit';

const unzip = promisify(gunzip);

/** Git's way to say which protocol it speaks. */
const PROTOCOL = { GIT_PROTOCOL: 'version=2' };

export interface ServeUploadPackOptions {
  request: Request;
  response: Response;
  /** The bare repository. */
  directory: string;
}

/** What a server can do is the same for all repositories. */
let capabilities: Promise<Buffer> | undefined;

/**
 * Answers a client that fetches by protocol 2: what needs no git, without it, and all else by `git upload-pack`. False for
 * clients of older protocols.
 * @internal
 */
export async function serveUploadPack(
  options: ServeUploadPackOptions,
): Promise<boolean> {
  const { request, response, directory } = options;
  if (!/\bversion=2\b/.test(request.header('git-protocol') ?? '')) {
    return false;
  }
  response.setHeader('cache-control', 'no-cache');
  if (request.method === 'GET') {
    capabilities ??= runGit(
      ['upload-pack', '--http-backend-info-refs', directory],
      { gitDirectory: directory, environment: PROTOCOL },
    ).then(({ stdout }) => stdout);
    response.setHeader(
      'content-type',
      'application/x-git-upload-pack-advertisement',
    );
    response.end(await capabilities);
    return true;
  }
  const body = await readBody(request);
  response.setHeader('content-type', 'application/x-git-upload-pack-result');
  const refs = await answerLsRefs(directory, body);
  if (refs) {
    response.end(refs);
    return true;
  }
  const { stdout } = await runGit(
    ['upload-pack', '--stateless-rpc', directory],
    {
      gitDirectory: directory,
      environment: PROTOCOL,
      input: body,
      // what is wrong with a question is said in the answer
      allowedExitCodes: [0, 128],
    },
  );
  response.end(stdout);
  return true;
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return request.header('content-encoding') === 'gzip' ? unzip(body) : body;
}
