import type {
  NoticeKind,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventRow } from '../../database/tables';

/** What is known of a migration that has news. */
export interface NewsFacts {
  id: string;
  /** Who runs it: its owner and co-owners. */
  ownerRefs: readonly string[];
  targets: ReadonlyArray<{
    id: string;
    ownerRef?: string;
    conditions: readonly TargetCondition[];
    /** Whose it is said to be. */
    proposedOwnerRef?: string;
  }>;
}

/** News that somebody is to be told; what is told is found out when it is. */
export interface PlannedNotice {
  migrationId: string;
  recipient: string;
  kind: NoticeKind;
  reason?: string;
}

export interface PlanNoticesOptions {
  events: readonly DbEventRow[];
  migrations: ReadonlyMap<string, NewsFacts>;
}

/** Before these it was open already, and people were told of it. */
const NO_NEWS_FROM: readonly string[] = [
  'queued',
  'running',
  'snoozed',
  'takenOver',
  'exempted',
  'notAConsumer',
];

/**
 * Who is to be told of what: a team when a migration of its repositories starts, when pull requests or decisions wait for
 * it, and when it is over; owners and co-owners when it was paused by itself, when a team asks for something, when a second person has to
 * approve, and at the end.
 */
export function planNotices(options: PlanNoticesOptions): PlannedNotice[] {
  return options.events.flatMap(event => {
    const migration = options.migrations.get(event.migration_id);
    return migration ? planEvent(event, migration) : [];
  });
}

function planEvent(event: DbEventRow, migration: NewsFacts): PlannedNotice[] {
  const { kind, from_state: from, to_state: to } = event;
  const tell = (
    notice: NoticeKind,
    recipients: ReadonlyArray<string | undefined>,
  ): PlannedNotice[] =>
    [...new Set(recipients)].flatMap(recipient =>
      recipient === undefined
        ? []
        : {
            migrationId: migration.id,
            recipient,
            kind: notice,
            reason: event.reason ?? undefined,
          },
    );
  const owners = migration.ownerRefs;
  const teams = migration.targets.map(({ ownerRef }) => ownerRef);
  const target = migration.targets.find(({ id }) => id === event.target_id);
  switch (`${kind} ${to}`) {
    case 'migrationMoved running':
      return from === 'planned' ? tell('start', teams) : [];
    case 'migrationMoved completed':
      return [
        ...tell('completed', owners),
        ...tell(
          'done',
          teams.filter(team => team === undefined || !owners.includes(team)),
        ),
      ];
    case 'migrationMoved paused':
      return event.actor === 'skein' ? tell('paused', owners) : [];
    case 'targetMoved prOpen':
      return from !== null && NO_NEWS_FROM.includes(from)
        ? []
        : [
            ...tell('ready', [target?.ownerRef]),
            ...(target?.conditions.includes('decisionNeeded')
              ? tell('decision', [target.ownerRef])
              : []),
          ];
    case 'targetMoved needsHuman':
      return tell('decision', [target?.ownerRef]);
    case 'approvalRequested null':
      return tell('approval', owners);
    case 'decisionMade askException':
      return tell('asked', owners);
    case 'decisionMade notOurs':
      return tell('asked', [...owners, target?.proposedOwnerRef]);
    default:
      return [];
  }
}
