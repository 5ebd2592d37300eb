import type { AgentAttempt } from '@skein/backstage-plugin-dataset-migrations-node';
import { SpanStatusCode } from '@opentelemetry/api';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { attemptAttributes } from './countAttempt';
import { inSpan } from './inSpan';
import { instruments } from './instruments';
import { SPANS } from './names';

/** Runs an attempt within a span, and measures how long it took. One that throws was ended before its time. */
export async function traceAttempt(
  attempt: AgentAttempt,
  run: () => Promise<AttemptOutcome>,
): Promise<AttemptOutcome> {
  const { id: attemptId, migrationId, targetId } = attempt;
  const started = performance.now();
  let attributes = attemptAttributes({ outcome: 'givenBack' });
  try {
    return await inSpan(
      { name: SPANS.attempt, ids: { migrationId, targetId, attemptId } },
      async span => {
        const outcome = await run();
        attributes = attemptAttributes({
          outcome: outcome.kind,
          ...(outcome.kind === 'failed' && { failure: outcome.failure }),
        });
        span.setAttributes(attributes);
        if (outcome.kind === 'failed') {
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        return outcome;
      },
    );
  } finally {
    instruments().attemptDuration.record(
      (performance.now() - started) / 1000,
      attributes,
    );
  }
}
