import { NotFoundError } from '@backstage/errors';
import type {
  EventDelivery,
  EventSubscription,
  EventSubscriptionsApi,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { aDelivery, aSubscription } from '../src/__testUtils__/records';

const SECRET = 'whsec_U2tlaW4ncyBzdG9yeSBoYXMgbm8gc2VjcmV0cy4u';
const PAGE = 25;

let subscriptions: EventSubscription[] = [
  aSubscription(),
  aSubscription({
    id: 'chat',
    title: 'Chat of growth-data',
    url: 'https://chat.example/hooks/4f1c2b?channel=migrations&thread=none',
    kinds: ['targetMoved', 'decisionMade'],
    migrationId: 'f2c1a1de-0000-4000-8000-000000000001',
    failingSince: '2026-11-27T06:00:00Z',
    failureCount: 7,
  }),
  aSubscription({
    id: 'dashboard',
    title: 'Old dashboard',
    url: 'https://dashboard.example/in',
    state: 'disabled',
    reason: 'Nothing has arrived for five days; the last answer was 503',
    failingSince: '2026-11-20T06:00:00Z',
    failureCount: 31,
    deliveredAt: undefined,
  }),
];

let deliveries: EventDelivery[] = [
  aDelivery({ id: '60', status: 204, durationMs: 12 }),
  aDelivery({
    id: '59',
    state: 'waiting',
    attempts: 3,
    status: 500,
    durationMs: 804,
    dueAt: new Date(Date.now() + 1_500_000).toISOString(),
    error: 'It was answered with 500',
  }),
  aDelivery({
    id: '58',
    state: 'failed',
    attempts: 13,
    error:
      'It was sent elsewhere: "javascript:alert(1)" \u202E<b>gnp.exe</b>, and redirects are not followed',
  }),
  ...Array.from({ length: 40 }, (_, index) =>
    aDelivery({
      id: String(57 - index),
      eventId: `${4700 - index}-mia2k0`,
      status: 204,
      durationMs: 9 + index,
    }),
  ),
];

function find(id: string): EventSubscription {
  const found = subscriptions.find(each => each.id === id);
  if (!found) {
    throw new NotFoundError(`There is no subscription '${id}'`);
  }
  return found;
}

/** Subscriptions of the story: one that is well, one that fails and one that was disabled. */
export const storySubscriptions: EventSubscriptionsApi = {
  listEventSubscriptions: async () => ({ items: subscriptions }),
  createEventSubscription: async ({ title, url, kinds, migrationId }) => {
    const subscription = aSubscription({
      id: `new-${subscriptions.length}`,
      title,
      url,
      kinds: kinds ?? [],
      migrationId,
      deliveredAt: undefined,
    });
    subscriptions = [...subscriptions, subscription];
    return { subscription, secret: SECRET };
  },
  getEventSubscription: async ({ subscriptionId }) => find(subscriptionId),
  updateEventSubscription: async ({ subscriptionId, ...changes }) => {
    const { migrationId, dryRun: _, ...rest } = changes;
    const changed = {
      ...find(subscriptionId),
      ...rest,
      ...(migrationId !== undefined && {
        migrationId: migrationId ?? undefined,
      }),
    };
    subscriptions = subscriptions.map(each =>
      each.id === subscriptionId ? changed : each,
    );
    return changed;
  },
  deleteEventSubscription: async ({ subscriptionId }) => {
    subscriptions = subscriptions.filter(({ id }) => id !== subscriptionId);
  },
  renewEventSecret: async ({ subscriptionId }) => ({
    subscription: find(subscriptionId),
    secret: SECRET,
  }),
  testEventSubscription: async () => {
    const [, failed] = deliveries;
    const tested = { ...failed, id: '61', type: 'skein.test.v1', attempts: 1 };
    deliveries = [tested, ...deliveries];
    return aDelivery({ id: '61', type: 'skein.test.v1', state: 'waiting' });
  },
  replayEvents: async () => ({ events: 412 }),
  listEventDeliveries: async ({ state, cursor = '0' }) => {
    const start = Number(cursor);
    const wanted = deliveries.filter(
      each => !state || state.includes(each.state),
    );
    const end = start + PAGE;
    return {
      items: wanted.slice(start, end),
      pageInfo: end < wanted.length ? { nextCursor: String(end) } : {},
    };
  },
  replayEventDelivery: async () => aDelivery(),
};
