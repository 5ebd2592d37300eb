import type { JsonObject, ModelApi, Reply, StreamEvent } from './ModelApi';
import { isObject, objectsOf, stringOf, textOf } from './readJson';
import { splitText } from './splitText';

function callsOf({ calls }: Reply): JsonObject[] {
  return calls.map((call, index) => ({
    index,
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}

function finishOf({ calls }: Reply): string {
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function usageOf({ usage }: Reply): JsonObject {
  const input = usage.input + usage.cacheRead;
  return {
    prompt_tokens: input,
    completion_tokens: usage.output,
    total_tokens: input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cacheRead },
  };
}

function write(reply: Reply): JsonObject {
  const calls = callsOf(reply);
  return {
    id: `chatcmpl-${reply.id}`,
    object: 'chat.completion',
    created: 1,
    model: reply.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: reply.text ?? null,
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        finish_reason: finishOf(reply),
      },
    ],
    usage: usageOf(reply),
  };
}

function stream(
  reply: Reply,
  request: { wantsStreamedUsage: boolean },
): StreamEvent[] {
  const base = {
    id: `chatcmpl-${reply.id}`,
    object: 'chat.completion.chunk',
    created: 1,
    model: reply.model,
  };
  const chunk = (delta: JsonObject, finish: string | null = null) => ({
    data: {
      ...base,
      choices: [{ index: 0, delta, finish_reason: finish }],
    },
  });
  const calls = callsOf(reply);
  return [
    chunk({ role: 'assistant', content: '' }),
    ...splitText(reply.text ?? '').map(content => chunk({ content })),
    ...(calls.length > 0 ? [chunk({ tool_calls: calls })] : []),
    chunk({}, finishOf(reply)),
    ...(request.wantsStreamedUsage
      ? [{ data: { ...base, choices: [], usage: usageOf(reply) } }]
      : []),
    { data: '[DONE]' },
  ];
}

/** OpenAI Chat Completions, which many other providers speak as well. */
export const openaiChat: ModelApi = {
  id: 'chat',
  serves: path => path.endsWith('/chat/completions'),
  read(_path, body) {
    const messages = objectsOf(body.messages);
    const options = isObject(body.stream_options) ? body.stream_options : {};
    return {
      api: 'chat',
      model: stringOf(body.model),
      stream: body.stream === true,
      text: textOf(messages),
      lastText: textOf(messages.at(-1)?.content),
      tools: objectsOf(body.tools).map(tool =>
        isObject(tool.function) ? stringOf(tool.function.name) : '',
      ),
      toolResults: messages.filter(({ role }) => role === 'tool').length,
      wantsJson: body.response_format !== undefined,
      wantsStreamedUsage: options.include_usage === true,
      serverSentEvents: true,
    };
  },
  write,
  stream,
  writeError: (status, message) => ({
    error: { message, type: 'fake_error', code: String(status) },
  }),
};
