import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { DATASET_MIGRATIONS_TOPIC } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { insertEventDeliveries } from '../database/operations/eventDeliveries/insertEventDeliveries';
import {
  advanceRelay,
  holdRelay,
  releaseRelay,
} from '../database/operations/eventRelay/holdRelay';
import { listSequencedEvents } from '../database/operations/eventRelay/listSequencedEvents';
import { sequenceEvents } from '../database/operations/eventRelay/sequenceEvents';
import { loadEventFacts } from '../database/operations/events/loadEventFacts';
import { listWantedBy } from '../database/operations/eventSubscriptions/listWantedBy';
import type { DbEventRow } from '../database/tables';
import { toOutgoingEvent } from './toOutgoingEvent';

export interface EventRelayOptions {
  knex: Knex;
  events: Pick<EventsService, 'publish'>;
  /** Address of the Backstage app. */
  appUrl: string;
  logger: LoggerService;
  /** For tests. Default: 60. */
  leaseSeconds?: number;
  /** How long subscribers of the events service may take. Default: 15. */
  publishSeconds?: number;
}

const MOST_SEQUENCED = 500;
const MOST_LOADED = 50;
/** In one tick, so that a replica that stops is not waited for. */
const MOST_PUBLISHED = 500;

/**
 * Tells what has happened to others, each thing at least once and in order, never before it is committed: events get
 * their turns, and with them the rows of webhooks that want them; then they are published on Backstage's events service
 * by one replica at a time. A crash between publishing and noting it publishes one event again, with the same id.
 */
export class EventRelay {
  static create(options: EventRelayOptions): EventRelay {
    return new EventRelay(options);
  }

  readonly #options: EventRelayOptions;
  #stopped = false;
  #working?: Promise<void>;

  private constructor(options: EventRelayOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
    await this.#working;
  }

  /** Publishes nothing more, and waits for what is being published. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working?.catch(() => {});
  }

  async #work(): Promise<void> {
    let sequenced = MOST_SEQUENCED;
    while (sequenced === MOST_SEQUENCED && !this.#stopped) {
      sequenced = await this.#sequence();
    }
    await this.#publish();
  }

  /** Turns and the rows of webhooks are one transaction: no subscription gets an event twice, or never. */
  async #sequence(): Promise<number> {
    return this.#options.knex.transaction(async tx => {
      const events = await sequenceEvents(tx, MOST_SEQUENCED);
      if (events.length > 0) {
        const wanted = await listWantedBy(tx, events);
        await insertEventDeliveries(tx, wanted);
      }
      return events.length;
    });
  }

  async #publish(): Promise<void> {
    const { knex, leaseSeconds = 60 } = this.#options;
    const lease = { knex, leaseSeconds, run: randomUUID() };
    let published = await holdRelay(lease);
    if (published === undefined) {
      return;
    }
    try {
      for (let count = 0; count < MOST_PUBLISHED; count += MOST_LOADED) {
        const events = await listSequencedEvents(knex, {
          after: published,
          limit: MOST_LOADED,
        });
        const facts = await loadEventFacts(knex, events);
        for (const event of events) {
          if (this.#stopped) {
            return;
          }
          const outgoing = toOutgoingEvent({ ...this.#options, event, facts });
          if (!(await this.#tell(event, outgoing))) {
            return;
          }
          published = Number(event.sequence);
          if (
            !(await advanceRelay({ ...lease, publishedSequence: published }))
          ) {
            return;
          }
        }
        if (events.length < MOST_LOADED) {
          return;
        }
      }
    } finally {
      await releaseRelay(lease);
    }
  }

  /** False when nobody knows whether it was told: it is told again with the next tick, and nothing before it. */
  async #tell(event: DbEventRow, eventPayload: object): Promise<boolean> {
    const { events, publishSeconds = 15, logger } = this.#options;
    const patience = new AbortController();
    try {
      await Promise.race([
        events.publish({ topic: DATASET_MIGRATIONS_TOPIC, eventPayload }),
        after(publishSeconds * 1000, undefined, {
          signal: patience.signal,
        }).then(() => {
          throw new Error(
            `subscribers of the topic '${DATASET_MIGRATIONS_TOPIC}' took longer than ${publishSeconds} s; let them store what they hear, and work on it later`,
          );
        }),
      ]);
      return true;
    } catch (error) {
      logger.warn('An event could not be published; it is tried again', {
        eventId: String(event.id),
        error: stringifyError(error),
      });
      return false;
    } finally {
      patience.abort();
    }
  }
}
