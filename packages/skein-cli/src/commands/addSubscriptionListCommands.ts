import type { EventDeliveryState } from '@skein/backstage-plugin-dataset-migrations-common';
import { Option } from 'commander';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderTable } from '../migrations/renderTable';
import { renderSubscription } from '../subscriptions/renderSubscription';
import type {
  BackstageCommandContext,
  BackstageFlags,
} from './BackstageCommandContext';
import { addPaging, pageOf, renderMore, type PageFlags } from './paging';

const DELIVERY_STATES = [
  'waiting',
  'sending',
  'delivered',
  'failed',
] as const satisfies readonly EventDeliveryState[];

/** `skein subscriptions list`, `show` and `deliveries`. */
export function addSubscriptionListCommands(
  context: BackstageCommandContext,
): void {
  context
    .addReading('list', 'Lists who is sent events, and how that fares.')
    .action(async (flags: BackstageFlags) => {
      const answer = await context
        .connect(flags)
        .listEventSubscriptions({ fields: fieldsOf(flags.fields) });
      context.printRead(flags, answer, {
        rows: answer.items,
        render: () =>
          renderTable(
            [
              { title: 'ID', value: ({ id }) => id },
              { title: 'STATE', value: ({ state }) => state },
              { title: 'FAILURES', value: ({ failureCount }) => failureCount },
              { title: 'ARRIVED', value: ({ deliveredAt }) => deliveredAt },
              { title: 'TITLE', value: ({ title }) => title },
              { title: 'ADDRESS', value: ({ url }) => url },
            ],
            answer.items,
          ),
      });
    });

  context
    .addReading('show', 'Shows one, and why it is disabled, if it is.')
    .argument('<ID>', 'of the subscription')
    .action(async (subscriptionId: string, flags: BackstageFlags) => {
      const answer = await context
        .connect(flags)
        .getEventSubscription(
          { subscriptionId },
          { fields: fieldsOf(flags.fields) },
        );
      context.printRead(flags, answer, {
        rows: [answer],
        render: () => renderSubscription(answer),
      });
    });

  addPaging(
    context.addReading(
      'deliveries',
      'Lists what was sent and what waits, the newest first.',
    ),
  )
    .argument('<ID>', 'of the subscription')
    .addOption(
      new Option(
        '--state <STATE...>',
        'only those in one of these states',
      ).choices(DELIVERY_STATES),
    )
    .action(
      async (
        subscriptionId: string,
        flags: BackstageFlags & PageFlags & { state?: EventDeliveryState[] },
      ) => {
        const answer = await context
          .connect(flags)
          .listEventDeliveries(
            { subscriptionId, state: flags.state, ...pageOf(flags) },
            { fields: fieldsOf(flags.fields) },
          );
        context.printRead(flags, answer, {
          rows: answer.items,
          render: () =>
            renderTable(
              [
                { title: 'ID', value: ({ id }) => id },
                { title: 'STATE', value: ({ state }) => state },
                { title: 'ATTEMPTS', value: ({ attempts }) => attempts },
                { title: 'STATUS', value: ({ status }) => status },
                { title: 'CREATED', value: ({ createdAt }) => createdAt },
                { title: 'TYPE', value: ({ type }) => type },
                { title: 'ERROR', value: ({ error }) => error },
              ],
              answer.items,
            ) + renderMore(answer.pageInfo.nextCursor),
        });
      },
    );
}
