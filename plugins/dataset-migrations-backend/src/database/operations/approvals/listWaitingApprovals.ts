import type { Knex } from 'knex';
import { whereOwned, type VisibleTo } from '../../../permissions/whereOwned';
import type { DbApprovalRow } from '../../tables';

export interface ListWaitingApprovalsOptions {
  migrationId?: string;
  visibleTo?: VisibleTo;
  limit: number;
}

/** What waits for a second person, with the title of its migration. */
export type WaitingApprovalRow = DbApprovalRow & { migration_title: string };

/** What waits for a second person and is not void, the longest first, and how much that is. */
export async function listWaitingApprovals(
  knex: Knex,
  options: ListWaitingApprovalsOptions,
): Promise<{ rows: WaitingApprovalRow[]; total: number }> {
  const { migrationId, visibleTo, limit } = options;
  const waiting = knex('approvals')
    .join('migrations', join =>
      join
        .on('migrations.id', 'approvals.migration_id')
        .andOn('migrations.contract_version', 'approvals.contract_version')
        .andOn(
          'approvals.plan_hash',
          knex.raw(`coalesce(migrations.plan_hash, '')`),
        ),
    )
    .where({ 'approvals.state': 'waiting' })
    // a start that needed nobody after all waits for nobody
    .where(query =>
      query
        .where({ 'approvals.act': 'revert' })
        .orWhereIn('migrations.state', ['planned', 'paused']),
    )
    .modify(query => {
      whereOwned(query, {
        criteria: visibleTo,
        roles: ['owner', 'coOwner', 'initiator'],
      });
      if (migrationId !== undefined) {
        query.where({ 'approvals.migration_id': migrationId });
      }
    });
  const [{ total }] = await waiting.clone().count({ total: '*' });
  const rows: WaitingApprovalRow[] = await waiting
    .clone()
    .orderBy([{ column: 'approvals.requested_at' }, { column: 'approvals.id' }])
    .limit(limit)
    .select('approvals.*', 'migrations.title as migration_title');
  return { rows, total: Number(total) };
}
