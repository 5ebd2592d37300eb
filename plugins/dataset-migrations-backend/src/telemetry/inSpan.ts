import { isError } from '@backstage/errors';
import {
  context,
  createContextKey,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { ATTRIBUTES, TELEMETRY_SCOPE } from './names';
import { plainName } from './plainName';

/** What all spans within are known by. */
export interface SpanIds {
  migrationId: string;
  targetId: string;
  attemptId?: string;
}

export interface SpanOptions {
  name: string;
  attributes?: Attributes;
  /** Given to all spans within. */
  ids?: SpanIds;
  /** Default: what is active. */
  parent?: Context;
}

const IDS = createContextKey(`${TELEMETRY_SCOPE} ids`);

/** Starts a span that its caller ends. It costs next to nothing where nobody has set up a collector. */
export function startSpan(options: Omit<SpanOptions, 'ids'>): Span {
  const { name, attributes, parent = context.active() } = options;
  return trace
    .getTracer(TELEMETRY_SCOPE)
    .startSpan(
      name,
      { attributes: { ...idsIn(parent), ...attributes } },
      parent,
    );
}

/** Marks a span as failed. The message of an error may hold words of a repository or a secret, so that only its type is told. */
export function failSpan(span: Span, error: unknown): void {
  span.setAttribute(
    ATTRIBUTES.errorType,
    isError(error) ? plainName(error.name) : 'other',
  );
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Does something within a span, which is the parent of all that is begun meanwhile. */
export async function inSpan<T>(
  options: SpanOptions,
  act: (span: Span) => Promise<T>,
): Promise<T> {
  const { ids, parent: around = context.active() } = options;
  const parent = ids ? around.setValue(IDS, toAttributes(ids)) : around;
  const span = startSpan({ ...options, parent });
  try {
    return await context.with(
      trace.setSpan(parent, span),
      async () => await act(span),
    );
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function toAttributes({ migrationId, targetId, attemptId }: SpanIds) {
  return {
    [ATTRIBUTES.migrationId]: migrationId,
    [ATTRIBUTES.targetId]: targetId,
    ...(attemptId !== undefined && { [ATTRIBUTES.attemptId]: attemptId }),
  };
}

/** Nobody but `inSpan` knows the key. */
function idsIn(within: Context): Attributes {
  const ids = within.getValue(IDS);
  return typeof ids === 'object' ? { ...ids } : {};
}
