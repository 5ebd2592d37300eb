import {
  fleetUpdatePermission,
  type CreateEventSubscriptionRequest,
  type DryRunRequest,
  type EventDelivery,
  type EventDeliveryPage,
  type EventDeliveryRequest,
  type EventSubscription,
  type EventSubscriptionList,
  type EventSubscriptionRequest,
  type EventSubscriptionSecret,
  type ListEventDeliveriesRequest,
  type ReplayEventsRequest,
  type ReplayEventsResult,
  type UpdateEventSubscriptionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { EventSubscriptionService } from './EventSubscriptionService';

type Access = Pick<MigrationAccess, 'require'>;

/**
 * Who may run the fleet may send what happens in it elsewhere, and nobody else: events of all migrations leave the house. To look
 * takes no less, since an address may hold a token.
 */
export class AuthorizedEventSubscriptionService
  implements EventSubscriptionService
{
  readonly #inner: EventSubscriptionService;
  readonly #access: Access;

  static create(options: {
    inner: EventSubscriptionService;
    access: Access;
  }): AuthorizedEventSubscriptionService {
    return new AuthorizedEventSubscriptionService(options);
  }

  private constructor(options: {
    inner: EventSubscriptionService;
    access: Access;
  }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async listEventSubscriptions(
    options: CallOptions,
  ): Promise<EventSubscriptionList> {
    await this.#requireAdmin(options);
    return this.#inner.listEventSubscriptions(options);
  }

  async createEventSubscription(
    request: CreateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    await this.#requireAdmin(options);
    return this.#inner.createEventSubscription(request, options);
  }

  async getEventSubscription(
    request: EventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscription> {
    await this.#requireAdmin(options);
    return this.#inner.getEventSubscription(request, options);
  }

  async updateEventSubscription(
    request: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscription> {
    await this.#requireAdmin(options);
    return this.#inner.updateEventSubscription(request, options);
  }

  async deleteEventSubscription(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<void> {
    await this.#requireAdmin(options);
    await this.#inner.deleteEventSubscription(request, options);
  }

  async renewEventSecret(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    await this.#requireAdmin(options);
    return this.#inner.renewEventSecret(request, options);
  }

  async testEventSubscription(
    request: EventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventDelivery> {
    await this.#requireAdmin(options);
    return this.#inner.testEventSubscription(request, options);
  }

  async replayEvents(
    request: EventSubscriptionRequest & ReplayEventsRequest,
    options: CallOptions,
  ): Promise<ReplayEventsResult> {
    await this.#requireAdmin(options);
    return this.#inner.replayEvents(request, options);
  }

  async listEventDeliveries(
    request: ListEventDeliveriesRequest,
    options: CallOptions,
  ): Promise<EventDeliveryPage> {
    await this.#requireAdmin(options);
    return this.#inner.listEventDeliveries(request, options);
  }

  async replayEventDelivery(
    request: EventDeliveryRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<EventDelivery> {
    await this.#requireAdmin(options);
    return this.#inner.replayEventDelivery(request, options);
  }

  async #requireAdmin({ credentials }: CallOptions): Promise<void> {
    await this.#access.require(fleetUpdatePermission, credentials);
  }
}
