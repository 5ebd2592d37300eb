import type {
  ListedPullRequest,
  ObservedPullRequest,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';

/** https://docs.gitlab.com/api/projects/, as far as it is read. */
export const gitlabProject = z.object({
  path_with_namespace: z.string(),
  default_branch: z.string().nullish(),
  archived: z.boolean().default(false),
  empty_repo: z.boolean().default(false),
  statistics: z.object({ repository_size: z.number() }).nullish(),
});

/** https://docs.gitlab.com/api/merge_requests/, as far as it is read. */
export const gitlabMergeRequest = z.object({
  iid: z.number().int().positive(),
  web_url: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  source_branch: z.string(),
  /** Null when the fork is gone. */
  source_project_id: z.number().nullable(),
  target_project_id: z.number(),
  sha: z.string().nullable(),
  merge_error: z.string().nullish(),
  updated_at: z.string(),
});

export type GitlabMergeRequest = z.output<typeof gitlabMergeRequest>;

export function toListedPullRequest(
  mergeRequest: GitlabMergeRequest,
): ListedPullRequest {
  return {
    number: mergeRequest.iid,
    url: mergeRequest.web_url,
    body: mergeRequest.description ?? '',
    branch: mergeRequest.source_branch,
    headSha: mergeRequest.sha ?? '',
  };
}

/** One that was just opened: nobody has looked at it yet. */
export function toNewPullRequest(
  mergeRequest: GitlabMergeRequest,
): ObservedPullRequest {
  return {
    ...toListedPullRequest(mergeRequest),
    title: mergeRequest.title,
    state: 'open',
    checks: [],
    reviews: [],
    updatedAt: mergeRequest.updated_at,
  };
}
