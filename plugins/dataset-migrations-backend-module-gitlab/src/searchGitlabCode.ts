import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  CodeSearchHit,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import type { GitlabClient } from './GitlabClient';
import { parseGitlabPath } from './parseGitlabUrl';

export interface SearchGitlabCodeOptions {
  client: GitlabClient;
  host: string;
  /** Whose projects are searched; absent for all groups at the top that the token's user is a member of. */
  groups?: string[];
  names: string[];
  signal: AbortSignal;
}

/** https://docs.gitlab.com/api/search/#scope-blobs */
const blob = z.object({
  path: z.string(),
  project_id: z.number(),
  data: z.string(),
});
const project = z.object({
  path_with_namespace: z.string(),
  archived: z.boolean().optional(),
});
const group = z.object({ full_path: z.string() });

const MOST_PAGES = 100;
/** What servers say that search no code across projects: of several versions and editions. */
const NO_SEARCH =
  /elasticsearch|advanced search|exact code search|scope does not have a valid value/i;

/** Searches the default branches of all projects of groups. */
export async function searchGitlabCode(
  options: SearchGitlabCodeOptions,
): Promise<CodeSearchHit[]> {
  const { names, signal } = options;
  const projects = new Map<number, RepositoryAddress | undefined>();
  const hits: CodeSearchHit[] = [];
  for (const path of options.groups ?? (await listGroups(options))) {
    for (const name of names) {
      signal.throwIfAborted();
      for (const found of await searchGroup(path, name, options)) {
        const id = found.project_id;
        if (!projects.has(id)) {
          projects.set(id, await findProject(id, options));
        }
        const repository = projects.get(id);
        // the search knows words, and also finds code that only uses them
        if (
          repository &&
          found.data.toLowerCase().includes(name.toLowerCase())
        ) {
          hits.push({ repository, path: found.path, name });
        }
      }
    }
  }
  return withoutRepeats(hits);
}

/** Without groups a search would go through the code of strangers too. */
async function listGroups(options: SearchGitlabCodeOptions): Promise<string[]> {
  const { client, host, signal } = options;
  const { items } = await client.list(
    {
      host,
      subject: 'the groups of its token',
      path: 'groups',
      // a guest sees no code
      query: { top_level_only: true, min_access_level: 20 },
      signal,
    },
    group,
    { mostPages: 10 },
  );
  if (items.length === 0) {
    throw new InputError(
      `It is not known whose code on ${host} is to be searched; list the groups in 'datasetMigrations.gitlab.searchGroups'`,
    );
  }
  return items.map(({ full_path: path }) => path);
}

async function searchGroup(
  path: string,
  name: string,
  { client, host, signal }: SearchGitlabCodeOptions,
) {
  try {
    const { items, complete } = await client.list(
      {
        host,
        subject: `group ${path}`,
        path: `groups/${encodeURIComponent(path)}/search`,
        // a quote would end the exact text; no name of a dataset needs one
        query: { scope: 'blobs', search: `"${name.replace(/["\\]/g, ' ')}"` },
        signal,
      },
      blob,
      { mostPages: MOST_PAGES },
    );
    if (!complete) {
      throw new ServiceUnavailableError(
        `The code search of ${host} finds ${name} in more files of ${path} than can be read; declare their repositories as consumers in the catalog, or list smaller groups in 'datasetMigrations.gitlab.searchGroups'`,
      );
    }
    return items;
  } catch (error) {
    if (error instanceof Error && NO_SEARCH.test(error.message)) {
      throw new ServiceUnavailableError(
        `${host} cannot search the code of a group; turn on its advanced or exact code search, or declare consumers in the catalog`,
      );
    }
    throw error;
  }
}

/** A search may know a project that is gone or archived. */
async function findProject(
  id: number,
  { client, host, signal }: SearchGitlabCodeOptions,
): Promise<RepositoryAddress | undefined> {
  try {
    const { path_with_namespace: path, archived } = await client.ask(
      { host, subject: `project ${id}`, path: `projects/${id}`, signal },
      project,
    );
    const address = archived ? undefined : parseGitlabPath(path);
    return address && { host, ...address };
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** GitLab gives a file once for each place in it. */
function withoutRepeats(hits: CodeSearchHit[]): CodeSearchHit[] {
  const seen = new Map<string, CodeSearchHit>();
  for (const hit of hits) {
    const { owner, name } = hit.repository;
    const key = JSON.stringify([owner, name, hit.path, hit.name]);
    if (!seen.has(key)) {
      seen.set(key, hit);
    }
  }
  return [...seen.values()];
}
