import type {
  DatasetMigrationsEvent,
  DatasetMigrationsEventData,
  EventKind,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { EventFacts } from '../database/operations/events/loadEventFacts';
import type { DbEventRow, DbTargetRow } from '../database/tables';
import { toIso } from '../database/time';

/** Reasons may quote what others wrote; a receiver gets as much as a person would read. */
const MOST_REASON_CHARACTERS = 2000;

export interface ToOutgoingEventOptions {
  event: DbEventRow;
  facts: EventFacts;
  /** Address of the Backstage app. */
  appUrl: string;
}

/** An event as it is told to others, from the same row always with the same id. */
export function toOutgoingEvent(
  options: ToOutgoingEventOptions,
): DatasetMigrationsEvent {
  const { event, facts, appUrl } = options;
  const { migration_id: migrationId, target_id: targetId } = event;
  const migration = facts.migrations.get(migrationId);
  const target = targetId === null ? undefined : facts.targets.get(targetId);
  const datasets = (side: 'from' | 'to') =>
    facts.datasets
      .filter(row => row.migration_id === migrationId && row.side === side)
      .map(row => row.entity_ref);
  return {
    ...envelope(appUrl),
    id: outgoingEventId(event),
    type: outgoingEventType(event),
    subject: `migrations/${migrationId}${
      targetId === null ? '' : `/targets/${targetId}`
    }`,
    time: toIso(event.at),
    data: {
      ...(migration && {
        migration: {
          id: migrationId,
          title: migration.title,
          ownerRef: migration.owner_ref,
          from: datasets('from'),
          to: datasets('to'),
          url: `${appUrl}/dataset-migrations/m/${migrationId}`,
        },
      }),
      ...(target && { target: toOutgoingTarget(target, facts, appUrl) }),
      actor: event.actor,
      ...(event.from_state !== null && { from: event.from_state }),
      ...(event.to_state !== null && { to: event.to_state }),
      ...(event.reason !== null && {
        reason: event.reason.slice(0, MOST_REASON_CHARACTERS),
      }),
    },
  };
}

/** An event that says nothing, to see whether it arrives. */
export function toTestEvent(options: {
  id: string;
  time: string;
  appUrl: string;
}): DatasetMigrationsEvent {
  const { id, time, appUrl } = options;
  return {
    ...envelope(appUrl),
    id,
    type: 'skein.test.v1',
    subject: 'test',
    time,
    data: {},
  };
}

/**
 * What receivers know an event by. The time is part of it, so that an id that the database gives anew after a backup was
 * restored is another one to them.
 */
export function outgoingEventId({
  id,
  at,
}: Pick<DbEventRow, 'id' | 'at'>): string {
  return `${id}-${Date.parse(toIso(at)).toString(36)}`;
}

/** What receivers know the kind of an event by. */
export function outgoingEventType({
  kind,
}: Pick<DbEventRow, 'kind'>): DatasetMigrationsEvent['type'] {
  return `skein.${kind as EventKind}.v1`;
}

function envelope(appUrl: string) {
  return {
    specversion: '1.0',
    source: `${appUrl}/dataset-migrations`,
    datacontenttype: 'application/json',
  } as const;
}

function toOutgoingTarget(
  target: Pick<DbTargetRow, 'id' | 'repository_url' | 'owner_ref'>,
  { pullRequests }: EventFacts,
  appUrl: string,
): DatasetMigrationsEventData['target'] {
  const pullRequest = pullRequests.find(row => row.target_id === target.id);
  return {
    id: target.id,
    repositoryUrl: target.repository_url,
    ...(target.owner_ref !== null && { ownerRef: target.owner_ref }),
    ...(pullRequest && {
      pullRequest: {
        url: pullRequest.url,
        number: pullRequest.number,
        state: pullRequest.state,
      },
    }),
    url: `${appUrl}/dataset-migrations/t/${target.id}`,
  };
}
