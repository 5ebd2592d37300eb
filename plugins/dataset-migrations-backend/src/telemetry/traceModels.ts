import { SpanStatusCode, type Context } from '@opentelemetry/api';
import type { ModelAccount } from '@skein/backstage-plugin-dataset-migrations-node';
import { failSpan, startSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';
import { plainName } from './plainName';

/** Makes a span of each request that is reserved on an account. */
export function traceModels(
  models: ModelAccount,
  within: Context,
): ModelAccount {
  return {
    reserve: async request => {
      const span = startSpan({
        name: SPANS.modelRequest,
        attributes: { [ATTRIBUTES.model]: plainName(request.model) },
        parent: within,
      });
      try {
        const reservation = await models.reserve(request);
        return {
          record: async usage => {
            span.setAttributes({
              [ATTRIBUTES.status]: usage.status,
              [ATTRIBUTES.inputTokens]: usage.inputTokens,
              [ATTRIBUTES.outputTokens]: usage.outputTokens,
              [ATTRIBUTES.costDollars]: usage.costDollars,
            });
            if (usage.status === 'failed') {
              span.setStatus({ code: SpanStatusCode.ERROR });
            }
            span.end();
            await reservation.record(usage);
          },
          release: async () => {
            span.setAttribute(ATTRIBUTES.status, 'released');
            span.end();
            await reservation.release();
          },
        };
      } catch (error) {
        failSpan(span, error);
        span.end();
        throw error;
      }
    },
  };
}
