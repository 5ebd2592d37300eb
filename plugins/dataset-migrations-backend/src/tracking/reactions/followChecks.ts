import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import type { DbPullRequestRow } from '../../database/tables';
import type { ReactionDetails } from './ReactionDetails';

/** Means to have an agent look at checks that failed, once for each commit, when all of them have ended. */
export async function followChecks(options: {
  tx: Knex.Transaction;
  targetId: string;
  row: Pick<DbPullRequestRow, 'id'>;
  observed: Pick<ObservedPullRequest, 'checks' | 'headSha'>;
}): Promise<void> {
  const { tx, targetId, row, observed } = options;
  const { checks, headSha } = observed;
  if (
    checks.some(({ state }) => state === 'failed') &&
    checks.every(({ state }) => state !== 'pending')
  ) {
    await intendEffect({
      tx,
      targetId,
      pullRequestId: row.id,
      kind: 'react',
      key: `react checks ${headSha}`,
      details: { kind: 'checks', sha: headSha } satisfies ReactionDetails,
    });
  }
}
