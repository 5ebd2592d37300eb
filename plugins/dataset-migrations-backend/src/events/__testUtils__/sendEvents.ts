import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { TEST_WEBHOOK_POLICY } from '../../tests/TEST_WEBHOOK_POLICY';
import { EventRelay } from '../EventRelay';
import { DeliveryPump } from '../webhooks/DeliveryPump';
import { WebhookKeys } from '../webhooks/WebhookKeys';

/** What the background work of a replica does with what has happened, once. */
export async function sendEvents(knex: Knex): Promise<void> {
  const logger = mockServices.logger.mock();
  const appUrl = 'https://backstage.example';
  await EventRelay.create({
    knex,
    events: { publish: async () => {} },
    appUrl,
    logger,
  }).tick();
  await DeliveryPump.create({
    knex,
    policy: TEST_WEBHOOK_POLICY,
    keys: WebhookKeys.create(TEST_WEBHOOK_POLICY.keys),
    notifications: { send: async () => {} },
    appUrl,
    logger,
  }).tick();
}
