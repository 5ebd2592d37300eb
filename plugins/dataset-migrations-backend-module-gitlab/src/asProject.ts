import { InputError } from '@backstage/errors';
import type {
  PullRequestAddress,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { GitlabRequest } from './GitlabClient';
import { isGitlabGroup, isGitlabName } from './parseGitlabUrl';

type About = Pick<GitlabRequest, 'host' | 'subject' | 'path'>;

/** A project's full path, subgroups included; throws for what GitLab would not take for one. */
export function projectPath({ owner, name }: RepositoryAddress): string {
  if (!isGitlabGroup(owner) || !isGitlabName(name)) {
    throw new InputError(
      `'${owner}/${name}' is not the path of a project on GitLab; look at the source location of the entity`,
    );
  }
  return `${owner}/${name}`;
}

/** A request about a project. */
export function asProject(
  repository: RepositoryAddress,
  below: string = '',
): About {
  const subject = projectPath(repository);
  return {
    host: repository.host,
    subject,
    path: `projects/${encodeURIComponent(subject)}${below}`,
  };
}

/** A request about a merge request. */
export function asMergeRequest(
  { repository, number }: PullRequestAddress,
  below: string = '',
): About {
  return asProject(repository, `/merge_requests/${number}${below}`);
}
