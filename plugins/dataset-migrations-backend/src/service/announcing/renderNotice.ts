import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import {
  isSettled,
  type NoticeKind,
  type TargetCondition,
  type TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What a notice speaks of, as it is at the moment in which it is sent. */
export interface NoticeFacts {
  kind: NoticeKind;
  recipient: string;
  /** Of the newest event that came into it. */
  reason?: string;
  /** How many events came into it. */
  newsCount: number;
  migration: { id: string; title: string; deadline?: string };
  /** As what the recipient runs the migration; absent for whoever does not. */
  runs?: 'owner' | 'coOwner';
  /** By the database's clock; below zero after the deadline. */
  daysLeft?: number;
  /** What a second person has to approve. */
  waitingApprovals: number;
  /** The recipient's own targets of the migration. */
  targets: ReadonlyArray<{
    id: string;
    state: TargetState;
    conditions: readonly TargetCondition[];
  }>;
}

/** What somebody is told, or nothing when there is nothing to tell any more. */
export function renderNotice(
  facts: NoticeFacts,
): NotificationPayload | undefined {
  const { migration, targets, reason } = facts;
  const { title, deadline } = migration;
  const by = deadline ? ` until ${deadline}` : '';
  const ready = targets.filter(({ state }) => state === 'prOpen');
  const page = `/dataset-migrations/m/${migration.id}`;
  switch (facts.kind) {
    case 'start':
      // whoever has something to do is told that instead
      return ready.length > 0
        ? renderReady(facts, ready, by)
        : payload(facts, {
            title: `${count(
              targets.length,
              'repository',
              'repositories',
            )} of yours will be moved: ${title}`,
            description: 'Pull requests follow; there is nothing to do yet.',
            link: page,
            severity: 'normal',
          });
    case 'ready':
      return ready.length > 0 ? renderReady(facts, ready, by) : undefined;
    case 'decision': {
      const waiting = targets.filter(
        ({ state, conditions }) =>
          state === 'needsHuman' ||
          (state === 'prOpen' && conditions.includes('decisionNeeded')),
      );
      return waiting.length === 0
        ? undefined
        : payload(facts, {
            title: `Your decision is needed in ${count(
              waiting.length,
              'repository',
              'repositories',
            )}: ${title}`,
            description: `It takes a person who knows the code${by}.`,
            link: linkTo(waiting),
            severity: 'high',
          });
    }
    case 'deadline': {
      const left = targets.filter(({ state }) => !isSettled(state));
      const days = facts.daysLeft ?? 0;
      return left.length === 0 || days < 0
        ? undefined
        : payload(facts, {
            title: `${
              days === 0
                ? 'Today is the deadline'
                : `${count(days, 'day')} left`
            }: ${left.length} of ${count(
              targets.length,
              'repository',
              'repositories',
            )} not moved: ${title}`,
            description:
              'Merge, put it off with a reason, or ask for an exception.',
            link: linkTo(left),
            severity: 'high',
          });
    }
    case 'done':
      return payload(facts, {
        title: `Done, nobody has to do anything any more: ${title}`,
        description: reason,
        link: page,
        severity: 'low',
      });
    case 'asked':
      return payload(facts, {
        title:
          facts.newsCount === 1
            ? `A team asks for something: ${title}`
            : `Teams ask for ${facts.newsCount} things: ${title}`,
        description: reason,
        link: `${page}?decision=askException,notOurs`,
        severity: 'normal',
      });
    case 'entrusted':
      return facts.runs
        ? payload(facts, {
            title: `${
              facts.runs === 'owner'
                ? 'This migration is yours now'
                : 'You run this migration with its owner now'
            }: ${title}`,
            description: reason,
            link: page,
            severity: 'normal',
          })
        : undefined;
    case 'approval':
      return facts.waitingApprovals === 0
        ? undefined
        : payload(facts, {
            title: `Waits for a second person: ${title}`,
            description: reason,
            link: page,
            severity: 'high',
          });
    case 'paused':
      // nobody sits in front of it, so whoever can resume it is told
      return payload(facts, {
        title: `Paused by itself: ${title}`,
        description: reason,
        link: page,
        severity: 'high',
      });
    default:
      return payload(facts, {
        title: `Completed: ${title}`,
        description: reason,
        link: page,
        severity: 'normal',
      });
  }
}

function renderReady(
  facts: NoticeFacts,
  ready: NoticeFacts['targets'],
  by: string,
): NotificationPayload {
  return payload(facts, {
    title: `${count(ready.length, 'pull request')} for you: ${
      facts.migration.title
    }`,
    description: `Review and merge what is ready${by}, or say why not.`,
    link: linkTo(ready),
    severity: 'normal',
  });
}

/** One has a page of its own, more are a list. */
function linkTo(targets: NoticeFacts['targets']): string {
  return targets.length === 1
    ? `/dataset-migrations/t/${targets[0].id}`
    : '/dataset-migrations/incoming';
}

/** A newer one takes the place of an older one that says less. */
function payload(
  { kind, migration, recipient }: NoticeFacts,
  text: NotificationPayload,
): NotificationPayload {
  const about = kind === 'start' || kind === 'ready' ? recipient : kind;
  return {
    ...text,
    topic: 'dataset-migrations',
    scope: `dataset-migrations:${migration.id}:${about}`,
  };
}

function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
