import type { GitlabProjects } from './GitlabProjects';
import type {
  GitlabNoteState,
  GitlabPerson,
  MergeRequestState,
  ProjectState,
  StatusState,
} from './GitlabState';

interface Presented {
  projects: GitlabProjects;
  project: ProjectState;
  mergeRequest: MergeRequestState;
  baseUrl: string;
}

const presentUser = ({ id, username }: GitlabPerson) => ({ id, username });

/** https://docs.gitlab.com/api/merge_requests/ */
export async function presentMergeRequest(presented: Presented) {
  const { projects, project, mergeRequest: it } = presented;
  return {
    id: project.id * 1000 + it.iid,
    iid: it.iid,
    project_id: project.id,
    title: it.title,
    description: it.description,
    state: it.state,
    created_at: it.createdAt,
    updated_at: it.updatedAt,
    merged_at: it.mergedAt ?? null,
    closed_at: it.closedAt ?? null,
    target_branch: it.targetBranch,
    source_branch: it.sourceBranch,
    source_project_id: project.id,
    target_project_id: project.id,
    author: presentUser(it.author),
    reviewers: [...it.reviewers.keys()].map(presentUser),
    labels: it.labels,
    draft: it.title.startsWith('Draft:'),
    sha: await projects.headOf(project, it),
    merge_error: null,
    web_url: webUrlOf(presented),
  };
}

/** https://docs.gitlab.com/api/graphql/reference/#mergerequest */
export async function presentMergeRequestNode(presented: Presented) {
  const { projects, project, mergeRequest: it } = presented;
  const sha = await projects.headOf(project, it);
  const conflicts = await projects.conflicts(project, it);
  const statuses = project.statuses.get(sha);
  return {
    iid: String(it.iid),
    webUrl: webUrlOf(presented),
    title: it.title,
    description: it.description,
    state: it.state,
    sourceBranch: it.sourceBranch,
    diffHeadSha: sha,
    conflicts,
    shouldBeRebased: false,
    detailedMergeStatus: mergeStatusOf(it, conflicts),
    mergedAt: it.mergedAt ?? null,
    closedAt: it.closedAt ?? null,
    updatedAt: it.updatedAt,
    author: { username: it.author.username },
    approvedBy: {
      nodes: [...it.approvals.keys()].map(({ username }) => ({ username })),
    },
    reviewers: {
      nodes: [...it.reviewers].map(([{ username }, reviewState]) => ({
        username,
        mergeRequestInteraction: { reviewState },
      })),
    },
    headPipeline: statuses
      ? {
          status: pipelineStatusOf(statuses),
          path: `/${project.path}/-/pipelines/1`,
        }
      : null,
  };
}

function mergeStatusOf({ state }: MergeRequestState, conflicts: boolean) {
  if (state !== 'opened') {
    return 'NOT_OPEN';
  }
  return conflicts ? 'CONFLICT' : 'MERGEABLE';
}

function pipelineStatusOf(statuses: StatusState[]): string {
  const counting = statuses.filter(({ allowFailure }) => !allowFailure);
  const open = counting.find(({ status }) => status !== 'success');
  return (open?.status ?? 'success').toUpperCase();
}

/** https://docs.gitlab.com/api/notes/ */
export function presentNote(note: GitlabNoteState) {
  return {
    id: note.id,
    type: note.position ? 'DiffNote' : null,
    body: note.body,
    author: presentUser(note.author),
    created_at: note.createdAt,
    updated_at: note.createdAt,
    system: note.system,
    ...(note.position && { position: note.position }),
  };
}

function webUrlOf({ baseUrl, project, mergeRequest }: Presented): string {
  return `${baseUrl}/${project.path}/-/merge_requests/${mergeRequest.iid}`;
}
