import type { GitRepository } from '../git/GitRepository';

/** Who acts on the double. */
export interface GitlabPerson {
  id: number;
  username: string;
  token: string;
  /** Of GitLab's levels: 10 may look, 30 may push, 40 may do more. 0 has nothing to do with the projects. */
  accessLevel: number;
  bot: boolean;
}

/** Skein itself, a reviewer, a maintainer, a guest, another machine, and somebody who has nothing to do with it. */
export const GITLAB_PEOPLE: readonly GitlabPerson[] = [
  ['skein', 30, true],
  ['farid', 30, false],
  ['olga', 40, false],
  ['gwen', 10, false],
  ['renovate', 30, true],
  ['stranger', 0, false],
].map(([username, accessLevel, bot], index) => ({
  id: index + 1,
  username: String(username),
  token: `glpat-${username}`,
  accessLevel: Number(accessLevel),
  bot: Boolean(bot),
}));

export interface GitlabNoteState {
  id: number;
  author: GitlabPerson;
  body: string;
  system: boolean;
  createdAt: string;
  position?: { new_path: string; new_line: number };
}

export interface MergeRequestState {
  iid: number;
  author: GitlabPerson;
  sourceBranch: string;
  targetBranch: string;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged';
  labels: string[];
  reviewers: Map<GitlabPerson, string>;
  approvals: Map<GitlabPerson, string>;
  notes: GitlabNoteState[];
  versions: Array<{ sha: string; createdAt: string }>;
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  closedAt?: string;
}

export interface StatusState {
  id: number;
  name: string;
  status: string;
  description: string;
  allowFailure: boolean;
  log?: string;
}

export interface ProjectState {
  id: number;
  /** `group/subgroup/project` */
  path: string;
  archived: boolean;
  git: GitRepository;
  mergeRequests: MergeRequestState[];
  statuses: Map<string, StatusState[]>;
}

/** An answer that is no success, in the form of GitLab. */
export class GitlabError extends Error {
  constructor(readonly status: number, readonly said: unknown) {
    super(String(said));
  }
}
