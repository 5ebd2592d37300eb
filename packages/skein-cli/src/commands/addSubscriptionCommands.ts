import { BackstageCommandContext } from './BackstageCommandContext';
import type { CommandContext } from './CommandContext';
import { addSubscriptionChangeCommands } from './addSubscriptionChangeCommands';
import { addSubscriptionListCommands } from './addSubscriptionListCommands';
import { addSubscriptionSendCommands } from './addSubscriptionSendCommands';

/** `skein subscriptions`, all of it. */
export function addSubscriptionCommands({
  program,
  terminal,
  onExit,
}: CommandContext): void {
  const group = program
    .command('subscriptions')
    .description('Says who is sent events by webhook; for admins.')
    .addHelpText(
      'after',
      '\nWhere Backstage is comes from --url or SKEIN_URL, the token from SKEIN_TOKEN.',
    );
  const context = new BackstageCommandContext(group, terminal);
  addSubscriptionListCommands(context);
  addSubscriptionChangeCommands(context);
  addSubscriptionSendCommands(context, onExit);
}
