import { WebhookKeys } from '../../events/webhooks/WebhookKeys';
import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedEventSubscriptionService } from './AuthorizedEventSubscriptionService';
import { DefaultEventSubscriptionService } from './DefaultEventSubscriptionService';
import type { EventSubscriptionService } from './EventSubscriptionService';

/** The subscriptions to events, behind every door: it asks for permission before it does anything. */
export function createEventSubscriptionService(
  options: CreateMigrationServiceOptions,
): EventSubscriptionService {
  const { webhooks: policy } = options.config;
  return AuthorizedEventSubscriptionService.create({
    inner: DefaultEventSubscriptionService.create({
      ...options,
      policy,
      keys: WebhookKeys.create(policy.keys),
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
