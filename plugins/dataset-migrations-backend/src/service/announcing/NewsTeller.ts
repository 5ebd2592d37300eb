import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { claimNews } from '../../database/operations/events/claimNews';
import { addNotice } from '../../database/operations/notices/addNotice';
import { claimNotice } from '../../database/operations/notices/claimNotice';
import { deleteOldNotices } from '../../database/operations/notices/deleteOldNotices';
import { listDeadlines } from '../../database/operations/notices/listDeadlines';
import {
  returnNotice,
  settleNotice,
} from '../../database/operations/notices/settleNotice';
import type { DbNoticeRow } from '../../database/tables';
import { readDatabaseClock } from '../../database/time';
import { loadNewsFacts } from './loadNewsFacts';
import { loadNoticeFacts } from './loadNoticeFacts';
import type { NoticePolicy } from './NoticePolicy';
import { planNotices } from './planNotices';
import { renderNotice } from './renderNotice';

export interface NewsTellerOptions {
  knex: Knex;
  notifications: NotificationService;
  policy: NoticePolicy;
  logger: LoggerService;
}

/** Sent in one tick, so that others may tick meanwhile. */
const MOST_AT_ONCE = 50;
const MOST_ATTEMPTS = 5;
const FIRST_LATER_SECONDS = 60;

/**
 * Tells people what the events say. What is to be told is written down in the transaction that takes the events, and
 * claimed before it is sent: nothing is told twice, from whichever replica and after whichever crash.
 */
export class NewsTeller {
  readonly #options: NewsTellerOptions;

  static create(options: NewsTellerOptions): NewsTeller {
    return new NewsTeller(options);
  }

  private constructor(options: NewsTellerOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    await this.#collect();
    for (let sent = 0; sent < MOST_AT_ONCE; sent += 1) {
      const notice = await claimNotice(this.#options.knex);
      if (!notice) {
        return;
      }
      await this.#send(notice);
    }
  }

  /** Means to tell teams whose deadline comes near, each of the configured days once. Forgets what was told long ago. */
  async lookAtDeadlines(): Promise<void> {
    const { knex, policy } = this.#options;
    const { deadlineDays, digestMinutes } = policy;
    await deleteOldNotices(knex);
    if (deadlineDays.length === 0) {
      return;
    }
    const today = (await readDatabaseClock(knex)).toUTC().startOf('day');
    const rows = await listDeadlines({
      knex,
      from: today.toFormat('yyyy-MM-dd'),
      until: today
        .plus({ days: Math.max(...deadlineDays) })
        .toFormat('yyyy-MM-dd'),
    });
    for (const { migration_id: migrationId, deadline, owner_ref } of rows) {
      const left = DateTime.fromISO(deadline, { zone: 'utc' }).diff(
        today,
        'days',
      ).days;
      // who begins late is told once, not of every day that is over
      const [reached] = [...deadlineDays]
        .sort((one, other) => one - other)
        .filter(days => left <= days);
      const period = `${deadline} ${reached}`;
      await knex.transaction(tx =>
        addNotice({
          tx,
          migrationId,
          recipient: owner_ref,
          kind: 'deadline',
          period,
          digestMinutes,
        }),
      );
    }
  }

  async #collect(): Promise<void> {
    const { knex, policy } = this.#options;
    await knex.transaction(async tx => {
      const events = await claimNews(tx, 'notifications');
      const migrations = await loadNewsFacts(tx, [
        ...new Set(events.map(event => event.migration_id)),
      ]);
      for (const notice of planNotices({ events, migrations })) {
        const { digestMinutes } = policy;
        await addNotice({ tx, ...notice, digestMinutes });
      }
    });
  }

  async #send(notice: DbNoticeRow): Promise<void> {
    const { knex, notifications, logger } = this.#options;
    const { recipient } = notice;
    const { isMuted, ...facts } = await loadNoticeFacts(knex, notice);
    const payload = isMuted ? undefined : renderNotice(facts);
    if (payload === undefined) {
      await settleNotice(knex, notice, 'dropped');
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: recipient },
        payload,
      });
    } catch (error) {
      logger.warn('A notification could not be sent', {
        recipient,
        error: stringifyError(error),
      });
      await (notice.attempt_count < MOST_ATTEMPTS
        ? returnNotice(
            knex,
            notice,
            FIRST_LATER_SECONDS * 2 ** (notice.attempt_count - 1),
          )
        : settleNotice(knex, notice, 'dropped'));
      return;
    }
    await settleNotice(knex, notice, 'sent');
  }
}
