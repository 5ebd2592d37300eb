import { mockServices } from '@backstage/backend-test-utils';
import { AttemptLog } from '../AttemptLog';

/** The log of an attempt whose lines go to a list. */
export function openAttemptLog() {
  const lines: unknown[] = [];
  const log = AttemptLog.create({
    append: async events => {
      for (const { agent, kind, body } of events) {
        lines.push({ ...(agent && { agent }), kind, ...JSON.parse(body) });
      }
      return true;
    },
    limits: { events: 1000, bytes: 1_000_000 },
    logger: mockServices.logger.mock(),
  });
  return { log, lines };
}
