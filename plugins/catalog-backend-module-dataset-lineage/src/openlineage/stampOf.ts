import { hashOf } from '../names/NodeId';
import type { LineageEvent } from './eventSchema';

const TIME_LENGTH = 15;
const RUN_LENGTH = 12;

/** What comes later in a run, for events of the same moment. */
const TYPES = ['START', 'RUNNING', 'OTHER', 'ABORT', 'FAIL', 'COMPLETE'];

/**
 * When an event was, so that stamps sort as events do, whatever order they come in. Of one length, digits and small letters
 * only: every database sorts them alike.
 */
export function stampOf({
  eventTime,
  eventType,
  run,
}: Pick<LineageEvent, 'eventTime' | 'eventType' | 'run'>): string {
  const order = eventType ? TYPES.indexOf(eventType) : TYPES.length;
  const tie = hashOf(run?.runId ?? null).slice(0, RUN_LENGTH);
  return `${stampOfTime(eventTime)}${order}${tie}`;
}

/** A stamp that is before those of all events at the time or later. */
export function stampOfTime(time: number): string {
  return String(Math.max(0, Math.trunc(time))).padStart(TIME_LENGTH, '0');
}
