import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DatasetMigrationsApi,
  EventDelivery,
} from '@skein/backstage-plugin-dataset-migrations-common';

const BETWEEN_LOOKS_MS = 500;

/** A delivery after its first attempt, or as it stands when that takes too long. */
export async function awaitDelivery(options: {
  api: DatasetMigrationsApi;
  subscriptionId: string;
  delivery: EventDelivery;
  /** So long somebody waits for it. */
  seconds: number;
}): Promise<EventDelivery> {
  const { api, subscriptionId, seconds } = options;
  let { delivery } = options;
  const end = Date.now() + seconds * 1000;
  while (!wasTried(delivery) && Date.now() < end) {
    const { id } = delivery;
    const { items } = await api.listEventDeliveries({ subscriptionId });
    delivery = items.find(each => each.id === id) ?? delivery;
    if (!wasTried(delivery)) {
      await sleep(BETWEEN_LOOKS_MS);
    }
  }
  return delivery;
}

function wasTried({ state, status, error }: EventDelivery): boolean {
  return (
    state === 'delivered' ||
    state === 'failed' ||
    status !== undefined ||
    error !== undefined
  );
}
