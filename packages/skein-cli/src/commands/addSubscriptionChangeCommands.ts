import {
  EVENT_KINDS,
  type EventKind,
  type EventSubscriptionState,
  type EventSubscriptionSecret,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { Option } from 'commander';
import { printable } from '../printable';
import { renderSubscription } from '../subscriptions/renderSubscription';
import { UsageError } from '../UsageError';
import type {
  BackstageCommandContext,
  BackstageFlags,
} from './BackstageCommandContext';

interface ChangeFlags extends BackstageFlags {
  dryRun?: boolean;
}

interface WantedFlags extends ChangeFlags {
  event?: EventKind[];
  migration?: string;
}

interface UpdateFlags extends WantedFlags {
  title?: string;
  to?: string;
  allEvents?: boolean;
  allMigrations?: boolean;
  enable?: boolean;
  disable?: boolean;
}

/** The one of `--enable` and `--disable` that was said. */
function stateOf({
  enable,
  disable,
}: UpdateFlags): EventSubscriptionState | undefined {
  if (enable) {
    return 'active';
  }
  return disable ? 'disabled' : undefined;
}

const kindOption = () =>
  new Option(
    '--event <KIND...>',
    'only events of these kinds, such as targetMoved',
  ).choices(EVENT_KINDS);

/** `skein subscriptions create`, `update`, `delete` and `renew-secret`. */
export function addSubscriptionChangeCommands(
  context: BackstageCommandContext,
): void {
  const printSecret = (
    flags: BackstageFlags,
    answer: EventSubscriptionSecret,
  ) =>
    context.print(flags, answer, () =>
      renderSubscription(answer.subscription, answer.secret),
    );

  context
    .add(
      'create',
      'Sends events to an address from now on; the secret is shown this once.',
    )
    .requiredOption('--title <TEXT>', 'what it is called in lists')
    .requiredOption('--to <URL>', 'where events are posted to')
    .addOption(kindOption())
    .option('--migration <ID>', 'only events of this migration')
    .option('--dry-run', 'only check it; there is no secret then')
    .action(async (flags: WantedFlags & { title: string; to: string }) => {
      const { title, to: url, event: kinds, dryRun } = flags;
      const migrationId = flags.migration;
      printSecret(
        flags,
        await context
          .connect(flags)
          .createEventSubscription({ title, url, kinds, migrationId, dryRun }),
      );
    });

  context
    .add('update', 'Changes what is sent and where to; the rest stays.')
    .argument('<ID>', 'of the subscription')
    .option('--title <TEXT>', 'what it is called in lists')
    .option('--to <URL>', 'where events are posted to')
    .addOption(kindOption().conflicts('allEvents'))
    .option('--all-events', 'events of all kinds')
    .addOption(
      new Option('--migration <ID>', 'only events of this migration').conflicts(
        'allMigrations',
      ),
    )
    .option('--all-migrations', 'events of all migrations')
    .addOption(
      new Option('--enable', 'send again, first what has waited').conflicts(
        'disable',
      ),
    )
    .option('--disable', 'send nothing until it is enabled')
    .option('--dry-run', 'show what would come of it')
    .action(async (subscriptionId: string, flags: UpdateFlags) => {
      const changes = {
        title: flags.title,
        url: flags.to,
        kinds: flags.allEvents ? [] : flags.event,
        migrationId: flags.allMigrations ? null : flags.migration,
        state: stateOf(flags),
      };
      if (Object.values(changes).every(value => value === undefined)) {
        throw new UsageError({
          field: 'update',
          value: subscriptionId,
          mend: 'is to be changed in nothing; say what, such as --title or --enable',
        });
      }
      const answer = await context.connect(flags).updateEventSubscription({
        subscriptionId,
        ...changes,
        dryRun: flags.dryRun,
      });
      context.print(flags, answer, () => renderSubscription(answer));
    });

  context
    .add('delete', 'Ends one; what waits is not sent, and its log is gone.')
    .argument('<ID>', 'of the subscription')
    .option('--dry-run', 'show what would be deleted')
    .action(async (subscriptionId: string, flags: ChangeFlags) => {
      const { dryRun } = flags;
      const api = context.connect(flags);
      let ifMatch: string | undefined;
      const answer = await api.getEventSubscription(
        { subscriptionId },
        { onEntityTag: tag => (ifMatch = tag) },
      );
      // only the one that is named in what is printed
      await api.deleteEventSubscription(
        { subscriptionId, dryRun },
        { ifMatch },
      );
      context.print(
        flags,
        answer,
        () =>
          `${dryRun ? 'would be deleted' : 'deleted'}: ${printable(
            `${answer.title} (${answer.url})`,
          )}\n`,
      );
    });

  context
    .add(
      'renew-secret',
      'Gives it a new secret, shown this once; the old one signs too for a day.',
    )
    .argument('<ID>', 'of the subscription')
    .option('--dry-run', 'only look whether it could be; none is shown')
    .action(async (subscriptionId: string, flags: ChangeFlags) => {
      const { dryRun } = flags;
      printSecret(
        flags,
        await context
          .connect(flags)
          .renewEventSecret({ subscriptionId, dryRun }),
      );
    });
}
