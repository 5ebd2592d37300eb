import type { JsonObject, ModelApi, Reply, StreamEvent } from './ModelApi';
import { objectsOf, stringOf, textOf } from './readJson';
import { splitText } from './splitText';

const RESULT_TYPES =
  /^(function_call|local_shell_call|custom_tool_call)_output$/;

/** Tools of a namespace are named with it: `namespace/tool`. */
function namesOfTool({ name, type, tools }: JsonObject): string[] {
  const own = stringOf(name ?? type);
  return type === 'namespace'
    ? objectsOf(tools).map(tool => `${own}/${stringOf(tool.name)}`)
    : [own];
}

function splitName(name: string): JsonObject {
  const [tool, namespace] = name.split('/').reverse();
  return { name: tool, ...(namespace !== undefined && { namespace }) };
}

function itemsOf({ id, text, calls }: Reply): JsonObject[] {
  return [
    ...(text === undefined
      ? []
      : [
          {
            type: 'message',
            id: `msg_${id}`,
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text, annotations: [] }],
          },
        ]),
    ...calls.map(call => ({
      type: 'function_call',
      id: `fc_${call.id}`,
      call_id: call.id,
      ...splitName(call.name),
      arguments: JSON.stringify(call.arguments),
      status: 'completed',
    })),
  ];
}

function write(reply: Reply): JsonObject {
  const { usage } = reply;
  return {
    id: `resp_${reply.id}`,
    object: 'response',
    created_at: 1,
    model: reply.model,
    status: 'completed',
    output: itemsOf(reply),
    usage: {
      input_tokens: usage.input + usage.cacheRead,
      input_tokens_details: { cached_tokens: usage.cacheRead },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.input + usage.cacheRead + usage.output,
    },
    parallel_tool_calls: false,
    tools: [],
  };
}

function streamItem(item: JsonObject, outputIndex: number): JsonObject[] {
  const at = { item_id: item.id, output_index: outputIndex };
  const begin = (empty: JsonObject): JsonObject => ({
    type: 'response.output_item.added',
    output_index: outputIndex,
    item: { ...item, ...empty, status: 'in_progress' },
  });
  const end: JsonObject = {
    type: 'response.output_item.done',
    output_index: outputIndex,
    item,
  };
  if (item.type === 'function_call') {
    const text = stringOf(item.arguments);
    return [
      begin({ arguments: '' }),
      ...splitText(text).map(delta => ({
        type: 'response.function_call_arguments.delta',
        ...at,
        delta,
      })),
      {
        type: 'response.function_call_arguments.done',
        ...at,
        arguments: text,
      },
      end,
    ];
  }
  const text = textOf(objectsOf(item.content).map(part => part.text));
  const part = { type: 'output_text', text: '', annotations: [] };
  return [
    begin({ content: [] }),
    { type: 'response.content_part.added', ...at, content_index: 0, part },
    ...splitText(text).map(delta => ({
      type: 'response.output_text.delta',
      ...at,
      content_index: 0,
      delta,
    })),
    { type: 'response.output_text.done', ...at, content_index: 0, text },
    {
      type: 'response.content_part.done',
      ...at,
      content_index: 0,
      part: { ...part, text },
    },
    end,
  ];
}

function stream(reply: Reply): StreamEvent[] {
  const response = write(reply);
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  const events: JsonObject[] = [
    { type: 'response.created', response: begun },
    ...itemsOf(reply).flatMap(streamItem),
    { type: 'response.completed', response },
  ];
  return events.map((data, index) => ({
    event: stringOf(data.type),
    data: { ...data, sequence_number: index },
  }));
}

/** OpenAI Responses. */
export const openaiResponses: ModelApi = {
  id: 'responses',
  serves: path => path.endsWith('/responses'),
  read(_path, body) {
    const input =
      typeof body.input === 'string'
        ? [{ type: 'message', content: body.input }]
        : objectsOf(body.input);
    const last = input.at(-1);
    return {
      api: 'responses',
      model: stringOf(body.model),
      stream: body.stream === true,
      text: [stringOf(body.instructions), textOf(input)].join('\n'),
      lastText: textOf(last?.content ?? last?.output),
      tools: objectsOf(body.tools).flatMap(namesOfTool),
      toolResults: input.filter(({ type }) => RESULT_TYPES.test(stringOf(type)))
        .length,
      wantsJson: textOf(body.text).includes('json'),
      wantsStreamedUsage: true,
      serverSentEvents: true,
    };
  },
  write,
  stream,
  writeError: (status, message) => ({
    error: { message, type: 'fake_error', code: String(status) },
  }),
};
