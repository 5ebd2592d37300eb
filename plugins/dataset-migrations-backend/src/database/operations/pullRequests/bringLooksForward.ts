import type { WebhookDelivery } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow } from '../../time';

/** Makes the look at what a webhook speaks of due now. Gives how many pull requests that are. */
export async function bringLooksForward(options: {
  tx: Knex.Transaction;
  delivery: Pick<WebhookDelivery, 'pullRequest' | 'commit'>;
}): Promise<number> {
  const { tx, delivery } = options;
  const { pullRequest, commit } = delivery;
  const repository = pullRequest?.repository ?? commit?.repository;
  if (!repository) {
    return 0;
  }
  return await tx<DbPullRequestRow>('pull_requests')
    .where({
      host: repository.host,
      repository_owner: repository.owner,
      repository_name: repository.name,
    })
    .where(about => {
      if (pullRequest) {
        about.orWhere({ number: pullRequest.number });
      }
      if (commit) {
        about.orWhere({ head_sha: commit.sha });
      }
    })
    .whereNot('state', 'merged')
    .update({ look_at: databaseNow(tx) });
}
