import { stripVTControlCharacters } from 'node:util';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  FailedCheck,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asProject } from './asProject';
import type { GitlabClient } from './GitlabClient';
import { readTail } from './readBody';

export interface ListGitlabFailedChecksOptions {
  client: GitlabClient;
  repository: RepositoryAddress;
  sha: string;
}

/** A job, or what something outside of GitLab reports: https://docs.gitlab.com/api/commits/#list-commit-statuses */
const commitStatus = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  allow_failure: z.boolean().optional(),
});

/** Whose words are read. */
const MOST_FAILED = 10;
/** A log ends with what went wrong. */
const TAIL_BYTES = 20_000;
const MOST_LOG_BYTES = 20_000_000;

/** Lists the jobs of a commit that failed and count, with the end of their logs. */
export async function listGitlabFailedChecks(
  options: ListGitlabFailedChecksOptions,
): Promise<FailedCheck[]> {
  const { client, repository, sha } = options;
  const items = await listIfAllowed(async () => {
    const listed = await client.list(
      asProject(repository, `/repository/commits/${sha}/statuses`),
      commitStatus,
      { mostPages: 3 },
    );
    return listed.items;
  });
  const failed = items.filter(
    ({ status, allow_failure: mayFail }) => status === 'failed' && !mayFail,
  );
  const checks: FailedCheck[] = [];
  for (const { id, name, status, description } of failed.slice(
    0,
    MOST_FAILED,
  )) {
    const log = await readLog(options, id);
    checks.push({
      name,
      conclusion: status,
      summary: [description, log].filter(Boolean).join('\n'),
      annotations: [],
    });
  }
  return checks;
}

/** A project may have turned its pipelines off, or keep them to itself; what something outside reports has no log. */
async function listIfAllowed<T>(list: () => Promise<T[]>): Promise<T[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof NotAllowedError) {
      return [];
    }
    throw error;
  }
}

async function readLog(
  { client, repository }: ListGitlabFailedChecksOptions,
  jobId: number,
): Promise<string> {
  const [log = ''] = await listIfAllowed(async () => [
    await readTail(
      await client.open(asProject(repository, `/jobs/${jobId}/trace`)),
      { mostBytes: MOST_LOG_BYTES, tailBytes: TAIL_BYTES },
    ),
  ]);
  // it is written for terminals
  return stripVTControlCharacters(log);
}
