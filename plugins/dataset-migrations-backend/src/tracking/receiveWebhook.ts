import type { ReceiveWebhookOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { bringLooksForward } from '../database/operations/pullRequests/bringLooksForward';
import { insertWebhookDelivery } from '../database/operations/pullRequests/insertWebhookDelivery';
import type { PullRequestPoller } from './PullRequestPoller';

export interface ReceiveWebhookContext {
  knex: Knex;
  codeHosts: CodeHosts;
  poller: Pick<PullRequestPoller, 'wake'>;
}

export interface ReceiveWebhookRequest extends ReceiveWebhookOptions {
  /** Id of the code host, from the address of the request. */
  hostId: string;
}

/**
 * Takes in a webhook: who sent it is checked, it counts once, and what it speaks of is looked at now.
 * Nothing it says is believed. Throws `NotFoundError` for an unknown code host,
 * `AuthenticationError` for a wrong signature, `InputError` for what cannot be read.
 */
export async function receiveWebhook(
  { knex, codeHosts, poller }: ReceiveWebhookContext,
  { hostId, headers, rawBody }: ReceiveWebhookRequest,
): Promise<void> {
  const delivery = await codeHosts
    .byId(hostId)
    .receiveWebhook({ headers, rawBody });
  const { deliveryId, event } = delivery;
  const looks = await knex.transaction(async tx => {
    const isNew = await insertWebhookDelivery({
      tx,
      hostId,
      deliveryId: deliveryId.slice(0, 200),
      event: event.slice(0, 60),
    });
    return isNew ? await bringLooksForward({ tx, delivery }) : 0;
  });
  if (looks > 0) {
    poller.wake();
  }
}
