import type { Context, Span } from '@opentelemetry/api';
import type { AgentEvent } from '@skein/backstage-plugin-dataset-migrations-node';
import { SpanStatusCode } from '@opentelemetry/api';
import { startSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';
import { plainName } from './plainName';

/** An agent may begin as many calls as it likes. */
const MOST_OPEN = 200;

/** Makes a span of each call of a tool and its result. */
export class ToolSpans {
  readonly #within: Context;
  readonly #open = new Map<string, Span>();

  constructor(within: Context) {
    this.#within = within;
  }

  follow(event: AgentEvent): void {
    if (event.kind === 'toolCall') {
      this.#begin(event.callId ?? event.tool, event.tool);
    } else if (event.kind === 'toolResult') {
      this.#end(event.callId ?? event.tool, event.failed ?? false);
    }
  }

  /** Ends what has had no result. */
  endAll(): void {
    for (const span of this.#open.values()) {
      span.end();
    }
    this.#open.clear();
  }

  #begin(key: string, tool: string): void {
    if (this.#open.has(key) || this.#open.size >= MOST_OPEN) {
      return;
    }
    this.#open.set(
      key,
      startSpan({
        name: SPANS.tool,
        // the name is the agent's own
        attributes: { [ATTRIBUTES.tool]: plainName(tool) },
        parent: this.#within,
      }),
    );
  }

  #end(key: string, failed: boolean): void {
    const span = this.#open.get(key);
    if (failed) {
      span?.setStatus({ code: SpanStatusCode.ERROR });
    }
    span?.end();
    this.#open.delete(key);
  }
}
