import type { AuthService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { WebhookKeys } from '../../events/webhooks/WebhookKeys';
import type { WebhookPolicy } from '../../events/webhooks/WebhookPolicy';

/** What the acts on subscriptions work with. */
export interface EventSubscriptionContext {
  knex: Knex;
  auth: AuthService;
  policy: WebhookPolicy;
  keys: WebhookKeys;
}
