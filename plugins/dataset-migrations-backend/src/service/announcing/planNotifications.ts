import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventRow } from '../../database/tables';

/** What is known of a migration that has news. */
export interface NewsFacts {
  id: string;
  title: string;
  ownerRef: string;
  deadline?: string;
  targets: ReadonlyArray<{
    id: string;
    ownerRef?: string;
    state: TargetState;
  }>;
}

/** Something to tell a group or a user. */
export interface PlannedNotification {
  recipient: string;
  payload: NotificationPayload;
}

export interface PlanNotificationsOptions {
  events: readonly DbEventRow[];
  migrations: ReadonlyMap<string, NewsFacts>;
}

/**
 * Who is to be told what: a team when a migration of its repositories starts and when pull requests wait for it, the
 * dataset owner when it was paused by itself and when it is over. One for each team and migration, and a newer one replaces it.
 */
export function planNotifications(
  options: PlanNotificationsOptions,
): PlannedNotification[] {
  const planned = new Map<string, PlannedNotification>();
  const plan = (notification: PlannedNotification) =>
    planned.set(
      `${notification.payload.scope}\n${notification.recipient}`,
      notification,
    );
  for (const event of options.events) {
    const migration = options.migrations.get(event.migration_id);
    if (!migration) {
      continue;
    }
    if (event.kind === 'migrationMoved' && event.to_state === 'completed') {
      plan(tellOwner(migration, event.reason));
    }
    if (
      event.kind === 'migrationMoved' &&
      event.to_state === 'paused' &&
      event.actor === 'skein'
    ) {
      plan(tellPaused(migration, event.reason));
    }
    for (const team of teamsConcerned(event, migration)) {
      plan(tellTeam(migration, team));
    }
  }
  return [...planned.values()];
}

function teamsConcerned(event: DbEventRow, { targets }: NewsFacts): string[] {
  const started =
    event.kind === 'migrationMoved' &&
    event.from_state === 'planned' &&
    event.to_state === 'running';
  const ready =
    event.kind === 'targetMoved' &&
    event.to_state === 'prOpen' &&
    // an agent has left alone what people were told of before
    event.from_state !== 'queued' &&
    event.from_state !== 'running';
  const concerned = targets.filter(
    ({ id }) => started || (ready && id === event.target_id),
  );
  return [...new Set(concerned.flatMap(({ ownerRef }) => ownerRef ?? []))];
}

function tellTeam(migration: NewsFacts, team: string): PlannedNotification {
  const own = migration.targets.filter(({ ownerRef }) => ownerRef === team);
  const ready = own.filter(({ state }) => state === 'prOpen').length;
  const by = migration.deadline ? ` until ${migration.deadline}` : '';
  return {
    recipient: team,
    payload: {
      title:
        ready > 0
          ? `${count(ready, 'pull request')} for you: ${migration.title}`
          : `${count(
              own.length,
              'repository',
              'repositories',
            )} of yours will be moved: ${migration.title}`,
      description:
        ready > 0
          ? `Review and merge what is ready${by}, or say why not.`
          : 'Pull requests follow; there is nothing to do yet.',
      link: `/dataset-migrations/m/${migration.id}`,
      severity: 'normal',
      topic: 'dataset-migrations',
      scope: `dataset-migrations:${migration.id}:${team}`,
    },
  };
}

function tellOwner(
  migration: NewsFacts,
  reason: string | null,
): PlannedNotification {
  return {
    recipient: migration.ownerRef,
    payload: {
      title: `Completed: ${migration.title}`,
      description: reason ?? undefined,
      link: `/dataset-migrations/m/${migration.id}`,
      severity: 'normal',
      topic: 'dataset-migrations',
      scope: `dataset-migrations:${migration.id}:completed`,
    },
  };
}

/** Nobody sits in front of it, so whoever can resume it is told. */
function tellPaused(
  migration: NewsFacts,
  reason: string | null,
): PlannedNotification {
  return {
    recipient: migration.ownerRef,
    payload: {
      title: `Paused by itself: ${migration.title}`,
      description: reason ?? undefined,
      link: `/dataset-migrations/m/${migration.id}`,
      severity: 'high',
      topic: 'dataset-migrations',
      scope: `dataset-migrations:${migration.id}:paused`,
    },
  };
}

function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
