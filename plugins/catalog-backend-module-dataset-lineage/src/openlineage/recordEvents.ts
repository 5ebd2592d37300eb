import { isError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { eventSchema } from './eventSchema';
import { recordEvent } from './recordEvent';

const DAY_MS = 86_400_000;

/** An event that could not be stored, as the answer of OpenLineage's batches has it. */
export interface FailedEvent {
  index: number;
  reason: string;
  retriable: boolean;
}

/** What came of some events. */
export interface EventSummary {
  received: number;
  /** Stored, or known already. */
  successful: number;
  failed: number;
  duplicates: number;
  /** Older than what is remembered. */
  outdated: number;
  failedEvents: FailedEvent[];
}

export interface RecordEventsOptions {
  knex: Knex;
  logger: LoggerService;
  /** How long events count, in milliseconds. */
  retention: number;
}

/** Stores events one by one, so that one which is wrong does not hold up the others. */
export async function recordEvents(
  events: readonly unknown[],
  { knex, logger, retention }: RecordEventsOptions,
): Promise<EventSummary> {
  const summary: EventSummary = {
    received: events.length,
    successful: 0,
    failed: 0,
    duplicates: 0,
    outdated: 0,
    failedEvents: [],
  };
  const fail = (index: number, reason: string, retriable: boolean) => {
    summary.failed += 1;
    summary.failedEvents.push({ index, reason, retriable });
  };
  for (const [index, given] of events.entries()) {
    const parsed = eventSchema.safeParse(given);
    if (!parsed.success) {
      fail(index, renderIssues(parsed.error.issues), false);
      continue;
    }
    const event = parsed.data;
    if (event.eventTime > Date.now() + DAY_MS) {
      const time = new Date(event.eventTime).toISOString();
      fail(
        index,
        `eventTime: ${time} is more than a day ahead; set the clock of the sender`,
        false,
      );
      continue;
    }
    if (event.eventTime < Date.now() - retention) {
      summary.successful += 1;
      summary.outdated += 1;
      continue;
    }
    try {
      const outcome = await recordEvent(knex, event);
      summary.successful += 1;
      summary.duplicates += outcome === 'duplicate' ? 1 : 0;
    } catch (error) {
      logger.error(
        'A lineage event could not be stored',
        isError(error) ? error : undefined,
      );
      fail(index, 'it could not be stored; send it again', true);
    }
  }
  return summary;
}

function renderIssues(
  issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>,
): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
    .join('; ');
}
