import type { NoticeKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { listCoOwners } from '../../database/operations/owners/listCoOwners';
import { listWaitingApprovals } from '../../database/operations/approvals/listWaitingApprovals';
import { findPreference } from '../../database/operations/notices/findPreference';
import type {
  DbMigrationRow,
  DbNoticeRow,
  DbTargetRow,
} from '../../database/tables';
import { readDatabaseClock } from '../../database/time';
import type { NoticeFacts } from './renderNotice';

/** What a notice speaks of as it is now, and whether its recipient wants to be told at all. */
export async function loadNoticeFacts(
  knex: Knex,
  notice: DbNoticeRow,
): Promise<NoticeFacts & { isMuted: boolean }> {
  const { recipient, kind, migration_id: id } = notice;
  const migration = await knex<DbMigrationRow>('migrations')
    .where({ id })
    .first('id', 'title', 'deadline', 'owner_ref');
  const coOwners = await listCoOwners(knex, [id]);
  const targets = await knex<DbTargetRow>('targets')
    .where({ migration_id: id, owner_ref: recipient })
    .orderBy('target_key')
    .select('id', 'state', 'conditions');
  const preference = await findPreference(knex, recipient);
  const muted: NoticeKind[] = preference
    ? JSON.parse(preference.muted_kinds)
    : [];
  const today = (await readDatabaseClock(knex)).toUTC().startOf('day');
  const deadline = migration?.deadline ?? undefined;
  return {
    kind,
    recipient,
    reason: notice.reason ?? undefined,
    newsCount: notice.news_count,
    migration: { id, title: migration?.title ?? id, deadline },
    ...(migration?.owner_ref === recipient
      ? { runs: 'owner' }
      : coOwners.get(id)?.includes(recipient) && { runs: 'coOwner' }),
    daysLeft:
      deadline === undefined
        ? undefined
        : DateTime.fromISO(deadline, { zone: 'utc' }).diff(today, 'days').days,
    targets: targets.map(target => ({
      id: target.id,
      state: target.state,
      conditions: JSON.parse(target.conditions),
    })),
    waitingApprovals:
      kind === 'approval'
        ? (await listWaitingApprovals(knex, { migrationId: id, limit: 1 }))
            .total
        : 0,
    isMuted: muted.includes(kind),
  };
}
