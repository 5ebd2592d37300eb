import type { SecondPerson } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { listStandingApprovals } from '../../database/operations/approvals/listStandingApprovals';
import type { DbMigrationRow } from '../../database/tables';
import type { ApprovalPolicy } from './ApprovalPolicy';
import { toApproval } from './toApproval';

export interface GetSecondPersonOptions {
  knex: Knex;
  row: DbMigrationRow;
  targetCount: number;
  policy: ApprovalPolicy;
}

/** Whether a second person is needed for a migration, and what was said; nothing where one person is enough. */
export async function getSecondPerson(
  options: GetSecondPersonOptions,
): Promise<SecondPerson | undefined> {
  const { knex, row, targetCount, policy } = options;
  const { aboveTargets } = policy;
  if (aboveTargets === undefined || row.plan_hash === null) {
    return undefined;
  }
  const approvals = await listStandingApprovals(knex, row);
  const isLarge = targetCount > aboveTargets;
  return isLarge || approvals.length > 0
    ? {
        aboveTargets,
        isNeeded:
          isLarge &&
          !approvals.some(
            ({ act, state }) => act === 'start' && state === 'approved',
          ),
        approvals: approvals.map(each => toApproval(each, row.title)),
      }
    : undefined;
}
