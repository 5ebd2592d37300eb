import type { GitlabProjectOptions } from './GitlabProjectOptions';
import { join } from 'node:path';
import { GitRepository } from '../git/GitRepository';
import { seedRepository, type SeedFile } from '../git/seedRepository';
import {
  GITLAB_PEOPLE,
  GitlabError,
  type GitlabPerson,
  type MergeRequestState,
  type ProjectState,
} from './GitlabState';

/** The projects of the double, with what is done to them. */
export class GitlabProjects {
  readonly #root: string;
  readonly #projects: ProjectState[] = [];
  #lastId = 100;

  constructor(root: string) {
    this.#root = root;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  list(): readonly ProjectState[] {
    return this.#projects;
  }

  /** By its path or number; who has nothing to do with it does not hear that it is there. */
  get(idOrPath: string): ProjectState {
    const found = this.#projects.find(
      ({ id, path }) =>
        String(id) === idOrPath ||
        path.toLowerCase() === idOrPath.toLowerCase(),
    );
    if (!found) {
      throw new GitlabError(404, '404 Project Not Found');
    }
    return found;
  }

  async add({
    path,
    files = {},
    archived = false,
  }: GitlabProjectOptions): Promise<void> {
    const directory = join(this.#root, `${path}.git`);
    await seedRepository({
      directory,
      files: Object.entries(files).map(
        ([file, content]): SeedFile => ({
          path: file,
          content: Buffer.from(content),
        }),
      ),
      message: 'Begin',
    });
    this.#projects.push({
      id: this.nextId(),
      path,
      archived,
      git: GitRepository.at(directory),
      mergeRequests: [],
      statuses: new Map(),
    });
  }

  getMergeRequest(project: ProjectState, iid: number): MergeRequestState {
    const found = project.mergeRequests.find(each => each.iid === iid);
    if (!found) {
      throw new GitlabError(404, '404 Not found');
    }
    return found;
  }

  async headOf(
    project: ProjectState,
    mergeRequest: MergeRequestState,
  ): Promise<string> {
    return (
      (mergeRequest.state === 'merged'
        ? undefined
        : await project.git.resolveRef(
            `refs/heads/${mergeRequest.sourceBranch}`,
          )) ?? mergeRequest.versions.at(-1)!.sha
    );
  }

  async open(
    project: ProjectState,
    author: GitlabPerson,
    wanted: Record<string, string>,
  ): Promise<MergeRequestState> {
    const {
      source_branch: sourceBranch,
      target_branch: targetBranch,
      title,
      description = '',
    } = wanted;
    const sha = await project.git.resolveRef(`refs/heads/${sourceBranch}`);
    if (!sha) {
      throw new GitlabError(400, {
        base: [`Source branch "${sourceBranch}" does not exist`],
      });
    }
    const other = project.mergeRequests.find(
      each => each.state === 'opened' && each.sourceBranch === sourceBranch,
    );
    if (other) {
      throw new GitlabError(409, [
        `Another open merge request already exists for this source branch: !${other.iid}`,
      ]);
    }
    const now = new Date().toISOString();
    const opened: MergeRequestState = {
      iid: project.mergeRequests.length + 1,
      author,
      sourceBranch,
      targetBranch,
      title,
      description,
      state: 'opened',
      labels: [],
      reviewers: new Map(),
      approvals: new Map(),
      notes: [],
      versions: [{ sha, createdAt: now }],
      createdAt: now,
      updatedAt: now,
    };
    project.mergeRequests.push(opened);
    return opened;
  }

  /** A merge request has a version for each state of its branch. */
  async recordPush(project: ProjectState): Promise<void> {
    for (const each of project.mergeRequests) {
      const sha = await this.headOf(project, each);
      if (each.state === 'opened' && each.versions.at(-1)!.sha !== sha) {
        const now = new Date().toISOString();
        each.versions.push({ sha, createdAt: now });
        each.updatedAt = now;
      }
    }
  }

  async conflicts(
    project: ProjectState,
    mergeRequest: MergeRequestState,
  ): Promise<boolean> {
    const { git } = project;
    const base = await git.resolveRef(
      `refs/heads/${mergeRequest.targetBranch}`,
    );
    const head = await this.headOf(project, mergeRequest);
    return (
      mergeRequest.state !== 'merged' &&
      (await git.mergeTrees(base!, head)) === undefined
    );
  }

  async merge(
    project: ProjectState,
    mergeRequest: MergeRequestState,
    { sha, squash }: { sha?: string; squash?: boolean },
  ): Promise<void> {
    const { git } = project;
    const head = await this.headOf(project, mergeRequest);
    if (mergeRequest.state !== 'opened') {
      throw new GitlabError(405, '405 Method Not Allowed');
    }
    if (sha !== undefined && sha !== head) {
      throw new GitlabError(409, 'SHA does not match HEAD of source branch');
    }
    const ref = `refs/heads/${mergeRequest.targetBranch}`;
    const base = (await git.resolveRef(ref))!;
    const tree = await git.mergeTrees(base, head);
    if (!tree) {
      throw new GitlabError(422, 'Branch cannot be merged');
    }
    const now = new Date().toISOString();
    const signature = {
      name: 'GitLab',
      email: 'gitlab@acme.example',
      date: now,
    };
    const commit = await git.createCommit({
      tree,
      parents: squash ? [base] : [base, head],
      message: `${mergeRequest.title}\n`,
      author: signature,
      committer: signature,
    });
    await git.updateRef(ref, commit, base);
    mergeRequest.versions.push({ sha: head, createdAt: now });
    Object.assign(mergeRequest, {
      state: 'merged',
      mergedAt: now,
      updatedAt: now,
    });
  }

  addNote(
    mergeRequest: MergeRequestState,
    note: { author: GitlabPerson; body: string; system?: boolean } & Pick<
      MergeRequestState['notes'][number],
      'position'
    >,
  ) {
    const createdAt = new Date().toISOString();
    const added = { id: this.nextId(), system: false, createdAt, ...note };
    mergeRequest.notes.push(added);
    mergeRequest.updatedAt = createdAt;
    return added;
  }
}

export function findGitlabPerson(
  test: (person: GitlabPerson) => boolean,
): GitlabPerson {
  const found = GITLAB_PEOPLE.find(test);
  if (!found) {
    throw new GitlabError(404, '404 User Not Found');
  }
  return found;
}
