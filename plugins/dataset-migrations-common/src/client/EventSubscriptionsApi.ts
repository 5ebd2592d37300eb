import type {
  CreateEventSubscriptionRequest,
  DryRunRequest,
  EventDelivery,
  EventDeliveryPage,
  EventDeliveryState,
  EventSubscription,
  EventSubscriptionList,
  EventSubscriptionSecret,
  ReplayEventsRequest,
  ReplayEventsResult,
  UpdateEventSubscriptionRequest,
} from '../schema/types.generated';
import type { CallOptions, PageRequest } from './DatasetMigrationsApi';

/**
 * Names one subscription to events.
 * @public
 */
export interface EventSubscriptionRequest {
  subscriptionId: string;
}

/**
 * Names one delivery of a subscription.
 * @public
 */
export interface EventDeliveryRequest extends EventSubscriptionRequest {
  deliveryId: string;
}

/**
 * Which deliveries of a subscription to list.
 * @public
 */
export interface ListEventDeliveriesRequest
  extends EventSubscriptionRequest,
    PageRequest {
  state?: EventDeliveryState[];
}

/**
 * Who is sent events by signed webhooks; for admins.
 * @public
 */
export interface EventSubscriptionsApi {
  /** Oldest first. */
  listEventSubscriptions(options?: CallOptions): Promise<EventSubscriptionList>;
  /** Sends events to an address from now on. The secret of the answer is shown only here. */
  createEventSubscription(
    request: CreateEventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscriptionSecret>;
  getEventSubscription(
    request: EventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscription>;
  /** Changes what is sent and where to, or switches it off and on; what is absent stays. */
  updateEventSubscription(
    request: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscription>;
  deleteEventSubscription(
    request: EventSubscriptionRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<void>;
  /** A new secret; the old one signs too for a day. */
  renewEventSecret(
    request: EventSubscriptionRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<EventSubscriptionSecret>;
  /** Sends an event that says nothing. */
  testEventSubscription(
    request: EventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventDelivery>;
  /** Sends all that happened in a span of time, once more or for the first time. */
  replayEvents(
    request: EventSubscriptionRequest & ReplayEventsRequest,
    options?: CallOptions,
  ): Promise<ReplayEventsResult>;
  /** Newest first. */
  listEventDeliveries(
    request: ListEventDeliveriesRequest,
    options?: CallOptions,
  ): Promise<EventDeliveryPage>;
  /** Sends one event once more. */
  replayEventDelivery(
    request: EventDeliveryRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<EventDelivery>;
}
