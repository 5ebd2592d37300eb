import { isError } from '@backstage/errors';
import {
  CodeHostUnavailableError,
  type DressPullRequestOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asMergeRequest } from './asProject';
import type { GitlabClient } from './GitlabClient';
import type { GitlabUser, GitlabUsers } from './GitlabUsers';

export interface DressMergeRequestOptions extends DressPullRequestOptions {
  client: GitlabClient;
  users: GitlabUsers;
}

const reviewed = z.object({
  reviewers: z.array(z.object({ id: z.number() })).nullish(),
});

/** Adds labels and asks for reviews; what GitLab refuses is returned as sentences. */
export async function dressMergeRequest(
  options: DressMergeRequestOptions,
): Promise<string[]> {
  const { client, labels, reviewers, teamReviewers } = options;
  const refusals: string[] = [];
  if (labels.length > 0) {
    await collect(refusals, 'The labels could not be added', async () => {
      await client.ask(
        {
          ...asMergeRequest(options),
          method: 'PUT',
          // a comma would end the name of a label
          body: {
            add_labels: labels.map(each => each.replace(/,/g, ' ')).join(','),
          },
        },
        z.unknown(),
      );
    });
  }
  if (reviewers.length > 0) {
    await collect(
      refusals,
      `No review could be asked of ${reviewers.join(', ')}`,
      async () => {
        refusals.push(...(await askForReviews(options)));
      },
    );
  }
  refusals.push(
    ...teamReviewers.map(
      team =>
        `No review could be asked of ${team}: GitLab asks people for reviews, not groups; name users in CODEOWNERS`,
    ),
  );
  return refusals;
}

async function askForReviews(
  options: DressMergeRequestOptions,
): Promise<string[]> {
  const { client, users, repository, reviewers } = options;
  const refusals: string[] = [];
  const wanted: GitlabUser[] = [];
  for (const name of reviewers) {
    const user = await users.findUser(repository.host, name);
    if (user) {
      wanted.push(user);
    } else {
      refusals.push(
        `No review could be asked of ${name}: ${repository.host} knows no user of that name`,
      );
    }
  }
  if (wanted.length === 0) {
    return refusals;
  }
  // GitLab takes the whole list, and people may have been asked already
  const before = await client.ask(asMergeRequest(options), reviewed);
  const ids = (before.reviewers ?? []).map(({ id }) => id);
  const after = await client.ask(
    {
      ...asMergeRequest(options),
      method: 'PUT',
      body: {
        reviewer_ids: [...new Set([...ids, ...wanted.map(({ id }) => id)])],
      },
    },
    reviewed,
  );
  // it leaves out without a word whom it does not take
  const taken = (after.reviewers ?? []).map(({ id }) => id);
  return [
    ...refusals,
    ...wanted
      .filter(({ id }) => !taken.includes(id))
      .map(
        ({ username }) =>
          `No review could be asked of ${username}: ${repository.host} takes only members of the project, and one reviewer where its plan allows no more`,
      ),
  ];
}

/** A host that is down is no refusal. */
async function collect(
  refusals: string[],
  what: string,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CodeHostUnavailableError || !isError(error)) {
      throw error;
    }
    refusals.push(`${what}: ${error.message}`);
  }
}
