import { context } from '@opentelemetry/api';
import type {
  AgentResult,
  AgentRunOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { inSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';
import { plainName } from './plainName';
import { ToolSpans } from './ToolSpans';
import { traceModels } from './traceModels';

/** Runs an agent within a span, with one for each request to a model and each tool that it tells its log of. */
export async function traceAgent(
  agentId: string,
  options: AgentRunOptions,
  run: (options: AgentRunOptions) => Promise<AgentResult>,
): Promise<AgentResult> {
  const attributes = { [ATTRIBUTES.agent]: plainName(agentId) };
  return await inSpan({ name: SPANS.agent, attributes }, async span => {
    if (!span.isRecording()) {
      return await run(options);
    }
    // agents ask from where they like, for example when a request comes to the gateway
    const within = context.active();
    const { log } = options;
    const tools = new ToolSpans(within);
    try {
      const result = await run({
        ...options,
        models: traceModels(options.models, within),
        verify: async () => await context.with(within, options.verify),
        judge: async left =>
          await context.with(within, async () => await options.judge(left)),
        log: {
          record: event => {
            tools.follow(event);
            log?.record(event);
          },
          hide: secret => log?.hide(secret),
        },
      });
      span.setAttributes({
        [ATTRIBUTES.outcome]: result.end ?? 'finished',
        [ATTRIBUTES.rounds]: Math.trunc(result.rounds ?? 0) || 0,
      });
      return result;
    } finally {
      tools.endAll();
    }
  });
}
