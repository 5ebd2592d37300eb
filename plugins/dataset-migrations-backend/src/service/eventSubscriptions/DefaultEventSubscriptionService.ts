import type {
  CreateEventSubscriptionRequest,
  DryRunRequest,
  EventDelivery,
  EventDeliveryPage,
  EventDeliveryRequest,
  EventSubscription,
  EventSubscriptionList,
  EventSubscriptionRequest,
  EventSubscriptionSecret,
  ListEventDeliveriesRequest,
  ReplayEventsRequest,
  ReplayEventsResult,
  UpdateEventSubscriptionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { findEventSubscription } from '../../database/operations/eventSubscriptions/findEventSubscription';
import { listEventSubscriptionRows } from '../../database/operations/eventSubscriptions/listEventSubscriptionRows';
import type { CallOptions } from '../MigrationService';
import {
  deleteEventSubscription,
  renewEventSecret,
  updateEventSubscription,
} from './changeEventSubscription';
import { createEventSubscription } from './createEventSubscription';
import type { EventSubscriptionContext } from './EventSubscriptionContext';
import type { EventSubscriptionService } from './EventSubscriptionService';
import { listEventDeliveries } from './listEventDeliveries';
import {
  replayEventDelivery,
  replayEvents,
  testEventSubscription,
} from './replayEvents';
import { toEventSubscription } from './toEventSubscription';

/** Does what is asked of subscriptions, whoever asks; permission is the business of `AuthorizedEventSubscriptionService`. */
export class DefaultEventSubscriptionService
  implements EventSubscriptionService
{
  readonly #context: EventSubscriptionContext;

  static create(
    context: EventSubscriptionContext,
  ): DefaultEventSubscriptionService {
    return new DefaultEventSubscriptionService(context);
  }

  private constructor(context: EventSubscriptionContext) {
    this.#context = context;
  }

  async listEventSubscriptions(): Promise<EventSubscriptionList> {
    const rows = await listEventSubscriptionRows(this.#context.knex);
    return { items: rows.map(toEventSubscription) };
  }

  async createEventSubscription(
    request: CreateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    return createEventSubscription(this.#context, request, options);
  }

  async getEventSubscription({
    subscriptionId,
  }: EventSubscriptionRequest): Promise<EventSubscription> {
    return toEventSubscription(
      await findEventSubscription(this.#context.knex, subscriptionId),
    );
  }

  async updateEventSubscription(
    request: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscription> {
    return updateEventSubscription(this.#context, request, options);
  }

  async deleteEventSubscription(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<void> {
    await deleteEventSubscription(this.#context, request, options);
  }

  async renewEventSecret(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    return renewEventSecret(this.#context, request, options);
  }

  async testEventSubscription(
    request: EventSubscriptionRequest,
  ): Promise<EventDelivery> {
    return testEventSubscription(this.#context, request);
  }

  async replayEvents(
    request: EventSubscriptionRequest & ReplayEventsRequest,
  ): Promise<ReplayEventsResult> {
    return replayEvents(this.#context, request);
  }

  async listEventDeliveries(
    request: ListEventDeliveriesRequest,
  ): Promise<EventDeliveryPage> {
    return listEventDeliveries(this.#context, request);
  }

  async replayEventDelivery(
    request: EventDeliveryRequest & DryRunRequest,
  ): Promise<EventDelivery> {
    return replayEventDelivery(this.#context, request);
  }
}
