import express, { type ErrorRequestHandler, type Request } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveGit } from '../git/serveGit';
import { createGitlabRouter } from './createGitlabRouter';
import type { GitlabProjectOptions } from './GitlabProjectOptions';
import { findGitlabPerson, GitlabProjects } from './GitlabProjects';
import { GITLAB_PEOPLE, GitlabError } from './GitlabState';

/** @public */
export interface GitlabDoubleOptions {
  /** Where the repositories are kept. */
  directory: string;
  projects: GitlabProjectOptions[];
}

/** What the double is to do beside being well. @public */
export interface GitlabDoubleSettings {
  mode: 'up' | 'down' | 'rateLimited';
  codeSearch: boolean;
}

/** What continuous integration says. @public */
export interface GitlabStatusReport {
  name: string;
  /** In the words of GitLab, such as `success` or `failed`. */
  status: string;
  description: string;
  allowFailure: boolean;
  log?: string;
}

/** GitLab as far as Skein asks for it, with real git over HTTP. @public */
export interface GitlabDouble {
  host: string;
  url: string;
  apiUrl: string;
  /** Of Skein; that of a person is `glpat-` and the name. */
  token: string;
  set(settings: Partial<GitlabDoubleSettings>): void;
  /** What continuous integration says of a commit. */
  reportStatus(project: string, sha: string, status: GitlabStatusReport): void;
  /** A review that asks for changes, which no REST operation of GitLab hands in. */
  requestChanges(
    project: string,
    iid: number,
    review: {
      username: string;
      body: string;
      line?: { path: string; line: number; body: string };
    },
  ): void;
  close(): Promise<void>;
}

/**
 * Starts the double on a free port of this machine.
 * @public
 */
export async function startGitlabDouble(
  options: GitlabDoubleOptions,
): Promise<GitlabDouble> {
  const { directory } = options;
  const projects = new GitlabProjects(directory);
  for (const project of options.projects) {
    await projects.add(project);
  }
  const settings: GitlabDoubleSettings = { mode: 'up', codeSearch: true };
  const app = express();
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;

  app.use((_request, response, next) => {
    if (settings.mode === 'up') {
      next();
    } else if (settings.mode === 'down') {
      response.status(502).type('text/plain').send('502 Whoops');
    } else {
      response.setHeader('retry-after', '42');
      response.status(429).type('text/plain').send('Retry later');
    }
  });
  app.use(
    '/api',
    createGitlabRouter({
      projects,
      baseUrl: () => url,
      hasCodeSearch: () => settings.codeSearch,
    }),
  );
  app.all(
    /^\/(.+)\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/,
    async (request, response, next) => {
      try {
        const { 0: path, 1: service } = request.params as unknown as string[];
        const project = projects.get(path);
        const person = personOfGit(request);
        if (!person) {
          response.setHeader('www-authenticate', 'Basic realm="GitLab"');
          throw new GitlabError(401, 'HTTP Basic: Access denied');
        }
        const mayPush = person.accessLevel >= 30 && !project.archived;
        const isPush =
          service === 'git-receive-pack' ||
          request.query.service === 'git-receive-pack';
        if (isPush && !mayPush) {
          throw new GitlabError(403, 'You are not allowed to push code');
        }
        await serveGit({
          request,
          response,
          root: directory,
          path: `/${project.path}.git/${service}`,
          login: person.username,
          beforeEnd: () => projects.recordPush(project),
        });
      } catch (error) {
        next(error);
      }
    },
  );
  const handleError: ErrorRequestHandler = (
    error,
    _request,
    response,
    next,
  ) => {
    if (error instanceof GitlabError && !response.headersSent) {
      response.status(error.status).json({ message: error.said });
    } else {
      next(error);
    }
  };
  app.use(handleError);

  return {
    host,
    url,
    apiUrl: `${url}/api/v4`,
    token: GITLAB_PEOPLE[0].token,
    set: changed => {
      Object.assign(settings, changed);
    },
    reportStatus: (path, sha, status) => {
      const { statuses } = projects.get(path);
      const others = (statuses.get(sha) ?? []).filter(
        ({ name }) => name !== status.name,
      );
      statuses.set(sha, [...others, { ...status, id: projects.nextId() }]);
    },
    requestChanges: (path, iid, { username, body, line }) => {
      const author = findGitlabPerson(each => each.username === username);
      const mergeRequest = projects.getMergeRequest(projects.get(path), iid);
      mergeRequest.reviewers.set(author, 'REQUESTED_CHANGES');
      projects.addNote(mergeRequest, { author, body });
      if (line) {
        projects.addNote(mergeRequest, {
          author,
          body: line.body,
          position: { new_path: line.path, new_line: line.line },
        });
      }
      projects.addNote(mergeRequest, {
        author,
        body: 'requested changes',
        system: true,
      });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function personOfGit(request: Request) {
  const [, encoded = ''] = (request.header('authorization') ?? '').split(' ');
  const [, token] = Buffer.from(encoded, 'base64').toString().split(':');
  return GITLAB_PEOPLE.find(each => each.token === token);
}
