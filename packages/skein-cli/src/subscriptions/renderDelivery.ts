import type { EventDelivery } from '@skein/backstage-plugin-dataset-migrations-common';
import { printable } from '../printable';

/** What became of an event that is sent, in a line. */
export function renderDelivery(delivery: EventDelivery): string {
  const { type, state, status, durationMs, error, attempts } = delivery;
  const said = [
    status !== undefined && `answered ${status}`,
    durationMs !== undefined && `in ${durationMs} ms`,
    attempts > 0 && `attempt ${attempts}`,
  ].filter(Boolean);
  return printable(
    [`${type} ${state}`, said.join(' '), error].filter(Boolean).join(': '),
  ).concat('\n');
}
