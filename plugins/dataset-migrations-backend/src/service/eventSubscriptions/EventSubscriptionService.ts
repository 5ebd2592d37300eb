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
import type { CallOptions } from '../MigrationService';

/** Who is sent events by webhook, over any door. Permission is the business of a decorator. */
export interface EventSubscriptionService {
  listEventSubscriptions(options: CallOptions): Promise<EventSubscriptionList>;
  createEventSubscription(
    request: CreateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret>;
  getEventSubscription(
    request: EventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscription>;
  updateEventSubscription(
    request: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventSubscription>;
  deleteEventSubscription(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<void>;
  renewEventSecret(
    request: EventSubscriptionRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<EventSubscriptionSecret>;
  testEventSubscription(
    request: EventSubscriptionRequest,
    options: CallOptions,
  ): Promise<EventDelivery>;
  replayEvents(
    request: EventSubscriptionRequest & ReplayEventsRequest,
    options: CallOptions,
  ): Promise<ReplayEventsResult>;
  listEventDeliveries(
    request: ListEventDeliveriesRequest,
    options: CallOptions,
  ): Promise<EventDeliveryPage>;
  replayEventDelivery(
    request: EventDeliveryRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<EventDelivery>;
}
