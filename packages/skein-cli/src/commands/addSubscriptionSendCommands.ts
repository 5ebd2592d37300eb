import { EXIT_CODES } from '../exitCodes';
import { awaitDelivery } from '../subscriptions/awaitDelivery';
import { renderDelivery } from '../subscriptions/renderDelivery';
import { UsageError } from '../UsageError';
import type {
  BackstageCommandContext,
  BackstageFlags,
} from './BackstageCommandContext';
import type { CommandContext } from './CommandContext';

interface ReplayFlags extends BackstageFlags {
  delivery?: string;
  from?: string;
  until?: string;
  dryRun?: boolean;
}

/** `skein subscriptions test` and `replay`. */
export function addSubscriptionSendCommands(
  context: BackstageCommandContext,
  onExit: CommandContext['onExit'],
): void {
  context
    .add('test', 'Sends an event that says nothing, and waits for its answer.')
    .argument('<ID>', 'of the subscription')
    .option('--wait <SECONDS>', 'so long at most; 0 for not at all', '30')
    .addHelpText(
      'after',
      '\nExit code: 0 it has arrived, or nobody waits for it; 2 it has not; 1 error.',
    )
    .action(
      async (
        subscriptionId: string,
        flags: BackstageFlags & { wait: string },
      ) => {
        const seconds = secondsOf(flags.wait);
        const api = context.connect(flags);
        const delivery = await awaitDelivery({
          api,
          subscriptionId,
          delivery: await api.testEventSubscription({ subscriptionId }),
          seconds,
        });
        context.print(flags, delivery, () => renderDelivery(delivery));
        if (seconds > 0 && delivery.state !== 'delivered') {
          onExit(EXIT_CODES.left);
        }
      },
    );

  context
    .add('replay', 'Sends one event, or all of a span of time, once more.')
    .argument('<ID>', 'of the subscription')
    .option('--delivery <ID>', 'this one, as deliveries lists it')
    .option('--from <INSTANT>', 'from then on, such as 2026-11-28T09:00:00Z')
    .option('--until <INSTANT>', 'before then; now when it is not said')
    .option('--dry-run', 'count it only')
    .action(async (subscriptionId: string, flags: ReplayFlags) => {
      const { delivery: deliveryId, from, dryRun } = flags;
      const api = context.connect(flags);
      if (deliveryId !== undefined && from === undefined) {
        const answer = await api.replayEventDelivery({
          subscriptionId,
          deliveryId,
          dryRun,
        });
        context.print(flags, answer, () => renderDelivery(answer));
      } else if (deliveryId === undefined && from !== undefined) {
        const until = flags.until ?? new Date().toISOString();
        const answer = await api.replayEvents({
          subscriptionId,
          from,
          until,
          dryRun,
        });
        context.print(
          flags,
          answer,
          () =>
            `${answer.events} ${answer.events === 1 ? 'event' : 'events'} ${
              dryRun ? 'would be' : 'will be'
            } sent again\n`,
        );
      } else {
        throw new UsageError({
          field: '--from',
          value: from ?? '',
          mend: 'and --delivery: say one of them, and not both',
        });
      }
    });
}

function secondsOf(value: string): number {
  const seconds = Number(value);
  if (value.trim() === '' || !(seconds >= 0 && seconds <= 600)) {
    throw new UsageError({
      field: '--wait',
      value,
      mend: 'is no number of seconds from 0 to 600',
    });
  }
  return seconds;
}
