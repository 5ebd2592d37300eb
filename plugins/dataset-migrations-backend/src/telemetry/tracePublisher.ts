import type { RecordPush } from '../publishing/Publication';
import { inSpan } from './inSpan';
import { instruments } from './instruments';
import { ATTRIBUTES, SPANS } from './names';

interface Publishes<TWork, TOutcome> {
  publish(
    work: TWork,
    recordPush: RecordPush,
    signal: AbortSignal,
  ): Promise<TOutcome>;
}

/** Has each publication made within a span, and measured; one that throws counts as failed. */
export function tracePublisher<
  TWork extends { migrationId: string; targetId: string },
  TOutcome extends { kind: string },
>(
  kind: 'publication' | 'revert',
  publisher: Publishes<TWork, TOutcome>,
): Publishes<TWork, TOutcome> {
  return {
    async publish(work, recordPush, signal) {
      const { migrationId, targetId } = work;
      const attributes = { [ATTRIBUTES.kind]: kind };
      const started = performance.now();
      let result = 'failed';
      try {
        return await inSpan(
          {
            name: SPANS.publication,
            attributes,
            ids: { migrationId, targetId },
          },
          async span => {
            const outcome = await publisher.publish(work, recordPush, signal);
            result = outcome.kind;
            span.setAttribute(ATTRIBUTES.outcome, result);
            return outcome;
          },
        );
      } finally {
        instruments().publicationDuration.record(
          (performance.now() - started) / 1000,
          { ...attributes, [ATTRIBUTES.outcome]: result },
        );
      }
    },
  };
}
