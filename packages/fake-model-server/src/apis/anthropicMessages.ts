import type { JsonObject, ModelApi, Reply, StreamEvent } from './ModelApi';
import { objectsOf, stringOf, textOf } from './readJson';
import { splitText } from './splitText';

function contentOf({ id, text, calls }: Reply): JsonObject[] {
  return [
    ...(text === undefined ? [] : [{ type: 'text', text }]),
    ...calls.map(call => ({
      type: 'tool_use',
      id: `toolu_${id}_${call.id}`,
      name: call.name,
      input: call.arguments,
    })),
  ];
}

function usageOf({ usage }: Reply): JsonObject {
  return {
    input_tokens: usage.input,
    output_tokens: usage.output,
    cache_creation_input_tokens: usage.cacheWrite,
    cache_read_input_tokens: usage.cacheRead,
  };
}

function stopReasonOf({ calls }: Reply): string {
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

function write(reply: Reply): JsonObject {
  return {
    id: `msg_${reply.id}`,
    type: 'message',
    role: 'assistant',
    model: reply.model,
    content: contentOf(reply),
    stop_reason: stopReasonOf(reply),
    stop_sequence: null,
    usage: usageOf(reply),
  };
}

function streamBlock(block: JsonObject, index: number): StreamEvent[] {
  const deltas =
    block.type === 'text'
      ? splitText(stringOf(block.text)).map(text => ({
          type: 'text_delta',
          text,
        }))
      : splitText(JSON.stringify(block.input)).map(partial => ({
          type: 'input_json_delta',
          partial_json: partial,
        }));
  const empty =
    block.type === 'text'
      ? { type: 'text', text: '' }
      : { ...block, input: {} };
  const events: JsonObject[] = [
    { type: 'content_block_start', index, content_block: empty },
    ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
  return events.map(data => ({ event: stringOf(data.type), data }));
}

function stream(reply: Reply): StreamEvent[] {
  const message = {
    ...write(reply),
    content: [],
    stop_reason: null,
    usage: { ...usageOf(reply), output_tokens: 1 },
  };
  return [
    { event: 'message_start', data: { type: 'message_start', message } },
    ...contentOf(reply).flatMap(streamBlock),
    {
      event: 'message_delta',
      data: {
        type: 'message_delta',
        delta: { stop_reason: stopReasonOf(reply), stop_sequence: null },
        usage: { output_tokens: reply.usage.output },
      },
    },
    { event: 'message_stop', data: { type: 'message_stop' } },
  ];
}

/** Anthropic Messages. */
export const anthropicMessages: ModelApi = {
  id: 'anthropic',
  serves: path => path.endsWith('/v1/messages'),
  read(_path, body) {
    const messages = objectsOf(body.messages);
    const blocks = messages.flatMap(({ content }) => objectsOf(content));
    return {
      api: 'anthropic',
      model: stringOf(body.model),
      stream: body.stream === true,
      text: [textOf(body.system), textOf(messages)].join('\n'),
      lastText: textOf(messages.at(-1)?.content),
      tools: objectsOf(body.tools).map(({ name }) => stringOf(name)),
      toolResults: blocks.filter(({ type }) => type === 'tool_result').length,
      wantsJson: body.output_format !== undefined,
      wantsStreamedUsage: true,
      serverSentEvents: true,
    };
  },
  write,
  stream,
  writeError: (status, message) => ({
    type: 'error',
    error: {
      type:
        { 429: 'rate_limit_error', 529: 'overloaded_error' }[status] ??
        'invalid_request_error',
      message,
    },
  }),
};
