import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { findGitlabPerson, type GitlabProjects } from './GitlabProjects';
import { GITLAB_PEOPLE, GitlabError, type GitlabPerson } from './GitlabState';
import {
  presentMergeRequest,
  presentMergeRequestNode,
  presentNote,
} from './presentMergeRequest';

/** The one question that the double understands, as often as it stands in a document. */
const ASKED =
  /(\w+): project\(fullPath: \$(\w+)\) \{ mergeRequest\(iid: \$(\w+)\)/g;

/** What GitLab takes for one of them and its highest price: https://docs.gitlab.com/api/graphql/#limits */
const PRICE = 24;
const HIGHEST_PRICE = 250;

export interface GitlabRouterOptions {
  projects: GitlabProjects;
  baseUrl: () => string;
  /** Whether the instance searches code across projects. */
  hasCodeSearch: () => boolean;
}

/**
 * GitLab's API as far as Skein asks for it, in the shape of its documentation: https://docs.gitlab.com/api/rest/
 * @internal
 */
export function createGitlabRouter(options: GitlabRouterOptions): Router {
  const { projects, baseUrl } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '2mb' }));

  const projectOf = (request: Request, write = false) => {
    const person = personOf(request);
    const project = projects.get(request.params.project);
    if (person.accessLevel === 0) {
      throw new GitlabError(404, '404 Project Not Found');
    }
    if (write && (project.archived || person.accessLevel < 30)) {
      throw new GitlabError(403, '403 Forbidden');
    }
    return { person, project };
  };
  const mergeRequestOf = (request: Request, write = false) => {
    const { person, project } = projectOf(request, write);
    const iid = Number(request.params.iid);
    const mergeRequest = projects.getMergeRequest(project, iid);
    return { person, project, mergeRequest, projects, baseUrl: baseUrl() };
  };

  router.post('/graphql', async (request, response) => {
    personOf(request);
    const { query, variables } = request.body;
    const asked = [...String(query).matchAll(ASKED)];
    const score = 1 + asked.length * PRICE;
    if (score > HIGHEST_PRICE) {
      response.json({
        errors: [
          {
            message: `Query has complexity of ${score}, which exceeds max complexity of ${HIGHEST_PRICE}`,
          },
        ],
      });
      return;
    }
    const data: Record<string, unknown> = {
      queryComplexity: { score, limit: HIGHEST_PRICE },
    };
    for (const [, alias, path, iid] of asked) {
      const project = projects
        .list()
        .find(each => each.path === variables[path]);
      const mergeRequest = project?.mergeRequests.find(
        each => String(each.iid) === variables[iid],
      );
      data[alias] = project && {
        mergeRequest: mergeRequest
          ? await presentMergeRequestNode({
              projects,
              project,
              mergeRequest,
              baseUrl: baseUrl(),
            })
          : null,
      };
      data[alias] ??= null;
    }
    response.json({ data });
  });

  router.get('/v4/users', (request, response) => {
    const { username } = request.query;
    response.json(
      GITLAB_PEOPLE.filter(each => each.username === username).map(
        ({ id, username: name }) => ({ id, username: name }),
      ),
    );
  });
  router.get('/v4/users/:id', (request, response) => {
    const { id, username, bot } = findGitlabPerson(
      each => String(each.id) === request.params.id,
    );
    response.json({ id, username, bot });
  });
  router.get('/v4/groups', (_request, response) => {
    const tops = projects.list().map(({ path }) => path.split('/')[0]);
    response.json([...new Set(tops)].map(each => ({ full_path: each })));
  });
  router.get('/v4/groups/:group/search', async (request, response) => {
    if (!options.hasCodeSearch()) {
      throw new GitlabError(400, {
        error: 'Scope supported only with advanced search or exact code search',
      });
    }
    const wanted = String(request.query.search).replace(/"/g, '');
    const found: unknown[] = [];
    for (const { id, path, git } of projects.list()) {
      const head = await git.resolveRef('refs/heads/main');
      if (head && path.startsWith(`${request.params.group}/`)) {
        for (const [file, data] of await git.readTexts(head)) {
          if (data.includes(wanted)) {
            found.push({ path: file, filename: file, data, project_id: id });
          }
        }
      }
    }
    response.json(found);
  });

  router.get('/v4/projects/:project', async (request, response) => {
    const { project } = projectOf(request);
    const { id, path, archived, git } = project;
    response.json({
      id,
      path_with_namespace: path,
      web_url: `${baseUrl()}/${path}`,
      default_branch: 'main',
      archived,
      empty_repo: (await git.resolveRef('refs/heads/main')) === undefined,
      statistics: { repository_size: (await git.sizeKilobytes()) * 1024 },
    });
  });
  router.get('/v4/projects/:project/members/all/:id', (request, response) => {
    projectOf(request);
    const { id, username, accessLevel } = findGitlabPerson(
      each => String(each.id) === request.params.id && each.accessLevel > 0,
    );
    response.json({
      id,
      username,
      access_level: accessLevel,
      state: 'active',
    });
  });

  router.get(
    '/v4/projects/:project/repository/commits/:sha/statuses',
    (request, response) => {
      const { project } = projectOf(request);
      const statuses = project.statuses.get(request.params.sha) ?? [];
      response.json(
        statuses.map(({ allowFailure, log, ...status }) => ({
          ...status,
          allow_failure: allowFailure,
        })),
      );
    },
  );
  router.get('/v4/projects/:project/jobs/:id/trace', (request, response) => {
    const { project } = projectOf(request);
    const job = [...project.statuses.values()]
      .flat()
      .find(({ id }) => String(id) === request.params.id);
    if (job?.log === undefined) {
      throw new GitlabError(404, '404 Not Found');
    }
    response.type('text/plain').send(job.log);
  });

  router.get(
    '/v4/projects/:project/merge_requests',
    async (request, response) => {
      const { project } = projectOf(request);
      const { source_branch: branch, state } = request.query;
      const listed = project.mergeRequests
        .filter(each => branch === undefined || each.sourceBranch === branch)
        .filter(each => state === 'all' || each.state === state)
        .sort((left, right) => right.iid - left.iid);
      response.json(
        await Promise.all(
          listed.map(mergeRequest =>
            presentMergeRequest({
              projects,
              project,
              mergeRequest,
              baseUrl: baseUrl(),
            }),
          ),
        ),
      );
    },
  );
  router.post(
    '/v4/projects/:project/merge_requests',
    async (request, response) => {
      const { person, project } = projectOf(request, true);
      const mergeRequest = await projects.open(project, person, request.body);
      response.status(201).json(
        await presentMergeRequest({
          projects,
          project,
          mergeRequest,
          baseUrl: baseUrl(),
        }),
      );
    },
  );

  const one = '/v4/projects/:project/merge_requests/:iid';
  router.get(one, async (request, response) => {
    response.json(await presentMergeRequest(mergeRequestOf(request)));
  });
  router.put(one, async (request, response) => {
    const presented = mergeRequestOf(request, true);
    change(presented.mergeRequest, request.body);
    response.json(await presentMergeRequest(presented));
  });
  router.put(`${one}/merge`, async (request, response) => {
    const presented = mergeRequestOf(request, true);
    await projects.merge(
      presented.project,
      presented.mergeRequest,
      request.body,
    );
    response.json(await presentMergeRequest(presented));
  });
  router.get(`${one}/notes`, (request, response) => {
    const { mergeRequest } = mergeRequestOf(request);
    const newest = [...mergeRequest.notes].reverse();
    response.json(newest.map(presentNote));
  });
  router.post(`${one}/notes`, (request, response) => {
    const { mergeRequest, person } = mergeRequestOf(request);
    const { body } = request.body;
    const note = projects.addNote(mergeRequest, { author: person, body });
    response.status(201).json(presentNote(note));
  });
  router.get(`${one}/versions`, (request, response) => {
    const { versions } = mergeRequestOf(request).mergeRequest;
    response.json(
      [...versions].reverse().map(({ sha, createdAt }, index) => ({
        id: versions.length - index,
        head_commit_sha: sha,
        created_at: createdAt,
      })),
    );
  });
  router.get(`${one}/approvals`, (request, response) => {
    const { approvals } = mergeRequestOf(request).mergeRequest;
    response.json({
      approved_by: [...approvals].map(([{ id, username }]) => ({
        user: { id, username },
      })),
    });
  });
  router.post(`${one}/approve`, (request, response) => {
    const { mergeRequest, person } = mergeRequestOf(request, true);
    mergeRequest.approvals.set(person, new Date().toISOString());
    mergeRequest.reviewers.set(person, 'APPROVED');
    projects.addNote(mergeRequest, {
      author: person,
      body: 'approved this merge request',
      system: true,
    });
    response.status(201).json({});
  });
  return router;
}

/** Who asks, by the token in the header. */
function personOf(request: Request): GitlabPerson {
  const token = request.header('authorization')?.replace(/^Bearer /, '');
  const person = GITLAB_PEOPLE.find(each => each.token === token);
  if (!person) {
    throw new GitlabError(401, '401 Unauthorized');
  }
  return person;
}

function change(
  mergeRequest: ReturnType<GitlabProjects['getMergeRequest']>,
  body: Record<string, unknown>,
): void {
  const now = new Date().toISOString();
  mergeRequest.updatedAt = now;
  mergeRequest.title = String(body.title ?? mergeRequest.title);
  mergeRequest.description = String(
    body.description ?? mergeRequest.description,
  );
  if (body.state_event === 'close') {
    mergeRequest.state = 'closed';
    mergeRequest.closedAt = now;
  }
  if (typeof body.add_labels === 'string') {
    mergeRequest.labels.push(...body.add_labels.split(','));
  }
  if (Array.isArray(body.reviewer_ids)) {
    const ids: unknown[] = body.reviewer_ids;
    for (const person of GITLAB_PEOPLE) {
      // without a word GitLab leaves out who is no member
      if (ids.includes(person.id) && person.accessLevel > 0) {
        const state = mergeRequest.reviewers.get(person) ?? 'UNREVIEWED';
        mergeRequest.reviewers.set(person, state);
      }
    }
  }
}
