import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { claimNews } from '../../database/operations/events/claimNews';
import type { DbMigrationRow, DbTargetRow } from '../../database/tables';
import { planNotifications, type NewsFacts } from './planNotifications';

export interface NewsTellerOptions {
  knex: Knex;
  notifications: NotificationService;
  logger: LoggerService;
}

/** Sends notifications about what the events say. Whichever replica ticks first tells; nothing is told twice. */
export class NewsTeller {
  readonly #options: NewsTellerOptions;

  static create(options: NewsTellerOptions): NewsTeller {
    return new NewsTeller(options);
  }

  private constructor(options: NewsTellerOptions) {
    this.#options = options;
  }

  /** A notification that fails is logged and given up: the next digest of that team says it again. */
  async tick(): Promise<void> {
    const { knex, notifications, logger } = this.#options;
    const events = await claimNews(knex, 'notifications');
    if (events.length === 0) {
      return;
    }
    const migrations = await loadNewsFacts(knex, [
      ...new Set(events.map(event => event.migration_id)),
    ]);
    for (const { recipient, payload } of planNotifications({
      events,
      migrations,
    })) {
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
      }
    }
  }
}

async function loadNewsFacts(
  knex: Knex,
  ids: string[],
): Promise<Map<string, NewsFacts>> {
  const migrations = await knex<DbMigrationRow>('migrations').whereIn(
    'id',
    ids,
  );
  const targets = await knex<DbTargetRow>('targets')
    .whereIn('migration_id', ids)
    .select('id', 'migration_id', 'owner_ref', 'state');
  return new Map(
    migrations.map(row => [
      row.id,
      {
        id: row.id,
        title: row.title,
        ownerRef: row.owner_ref,
        deadline: row.deadline ?? undefined,
        targets: targets
          .filter(target => target.migration_id === row.id)
          .map(({ id, owner_ref, state }) => ({
            id,
            ownerRef: owner_ref ?? undefined,
            state,
          })),
      },
    ]),
  );
}
