import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { identify } from '../api/authenticate';
import { mayWrite } from '../company/permissions';
import type { Estate } from '../estate/Estate';
import { serveGit } from './serveGit';
import { serveUploadPack } from './serveUploadPack';

const SERVICES = {
  'git-upload-pack': 'read',
  'git-receive-pack': 'write',
} as const;

const ZERO = '0'.repeat(40);

/**
 * Git over HTTP: reading for users (or for all, if the estate allows it), pushing for users.
 * @internal
 */
export function createGitRouter(estate: Estate): Router {
  const { repositories, pullRequests, events } = estate;
  const router = PromiseRouter();

  router.all(
    '/:owner/:name.git/:path(info/refs|git-upload-pack|git-receive-pack)',
    async (request, response) => {
      const { owner, name, path } = request.params;
      const service =
        path === 'info/refs' ? String(request.query.service) : path;
      const access = SERVICES[service as keyof typeof SERVICES];
      const login = identify(request);
      if (!login && (access === 'write' || !estate.anonymousRead)) {
        response
          .status(401)
          .setHeader('www-authenticate', 'Basic realm="local estate"')
          .type('text/plain')
          .send(
            'Authentication required: user name x-access-token, password a token.\n',
          );
        return;
      }
      const repository = repositories.find(owner, name);
      if (!repository || !access) {
        response.status(404).type('text/plain').send('Repository not found.\n');
        return;
      }
      if (access === 'write' && login && !mayWrite(login)) {
        response
          .status(403)
          .type('text/plain')
          .send(`Write access to repository not granted to ${login}.\n`);
        return;
      }
      if (access === 'write' && repository.definition.archived) {
        response
          .status(403)
          .type('text/plain')
          .send('This repository was archived so it is read-only.\n');
        return;
      }
      const serve = (beforeEnd?: () => Promise<void>) =>
        serveGit({
          request,
          response,
          root: repositories.root,
          path: `/${repository.fullName}.git/${path}`,
          login,
          beforeEnd,
        });
      if (path !== 'git-receive-pack') {
        const isServed =
          access === 'read' &&
          (await serveUploadPack({
            request,
            response,
            directory: repository.git.directory,
          }));
        if (!isServed) {
          await serve();
        }
        return;
      }
      const before = await repository.git.listRefs();
      await serve(async () => {
        const after = await repository.git.listRefs();
        const names = new Set([...before.keys(), ...after.keys()]);
        const actor = login ?? 'unknown';
        for (const ref of names) {
          const from = before.get(ref) ?? ZERO;
          const to = after.get(ref) ?? ZERO;
          if (from !== to) {
            events.announcePush(repository, {
              ref,
              before: from,
              after: to,
              actor,
            });
          }
        }
        await pullRequests.reconcile(repository, actor);
      });
    },
  );
  return router;
}
