import type {
  CreateEventSubscriptionRequest,
  DryRunRequest,
  EventDeliveryRequest,
  EventSubscriptionRequest,
  ListEventDeliveriesRequest,
  ReplayEventsRequest,
  UpdateEventSubscriptionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { dryOr } from '../audit/dryOr';
import { revisionOfEventSubscription } from '../preconditions/revisions';
import { sendTagged } from '../preconditions/sendTagged';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { EventSubscriptionService } from './EventSubscriptionService';

export interface CreateEventSubscriptionRoutesOptions {
  /** Has to check permissions itself. */
  service: EventSubscriptionService;
  caller: FindCaller;
  change: ChangeRoute;
}

const ONE = '/event-subscriptions/:subscriptionId';

/** Routes of subscriptions to events and of their logs; requests have been checked before. */
export function createEventSubscriptionRoutes(
  options: CreateEventSubscriptionRoutesOptions,
): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get('/event-subscriptions', async (req, res) => {
    res.json(await service.listEventSubscriptions(await caller(req)));
  });
  router.post<{}, unknown, CreateEventSubscriptionRequest>(
    '/event-subscriptions',
    async (req, res) => {
      const eventId = dryOr('event-subscription-create', req.body);
      const created = await change(eventId, req, call =>
        service.createEventSubscription(req.body, call),
      );
      res.status(201).json(created);
    },
  );
  router.get<EventSubscriptionRequest>(ONE, async (req, res) => {
    const call = await caller(req);
    const subscription = await service.getEventSubscription(req.params, call);
    sendTagged(res, subscription, revisionOfEventSubscription);
  });
  router.patch<
    EventSubscriptionRequest,
    unknown,
    UpdateEventSubscriptionRequest
  >(ONE, async (req, res) => {
    const request = { ...req.body, ...req.params };
    const eventId = dryOr('event-subscription-update', request);
    const changed = await change(eventId, req, call =>
      service.updateEventSubscription(request, call),
    );
    sendTagged(res, changed, revisionOfEventSubscription);
  });
  router.delete<EventSubscriptionRequest, unknown, unknown, DryRunRequest>(
    ONE,
    async (req, res) => {
      const request = { ...req.query, ...req.params };
      const eventId = dryOr('event-subscription-delete', request);
      await change(eventId, req, call =>
        service.deleteEventSubscription(request, call),
      );
      res.status(204).end();
    },
  );
  router.post<EventSubscriptionRequest, unknown, DryRunRequest | undefined>(
    `${ONE}/secret`,
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('event-secret-renew', request), req, call =>
          service.renewEventSecret(request, call),
        ),
      );
    },
  );
  router.post<EventSubscriptionRequest>(`${ONE}/test`, async (req, res) => {
    const delivery = await change('event-subscription-test', req, call =>
      service.testEventSubscription(req.params, call),
    );
    res.status(202).json(delivery);
  });
  router.post<EventSubscriptionRequest, unknown, ReplayEventsRequest>(
    `${ONE}/replay`,
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = dryOr('events-replay', request);
      const result = await change(eventId, req, call =>
        service.replayEvents(request, call),
      );
      res.status(202).json(result);
    },
  );
  router.get<
    EventSubscriptionRequest,
    unknown,
    unknown,
    Omit<ListEventDeliveriesRequest, 'subscriptionId'>
  >(`${ONE}/deliveries`, async (req, res) => {
    const request = { ...req.query, ...req.params };
    res.json(await service.listEventDeliveries(request, await caller(req)));
  });
  router.post<EventDeliveryRequest, unknown, DryRunRequest | undefined>(
    `${ONE}/deliveries/:deliveryId/replay`,
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = dryOr('event-delivery-replay', request);
      const delivery = await change(eventId, req, call =>
        service.replayEventDelivery(request, call),
      );
      res.status(202).json(delivery);
    },
  );
  return router;
}
