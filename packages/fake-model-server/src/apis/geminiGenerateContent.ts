import type { JsonObject, ModelApi, Reply, StreamEvent } from './ModelApi';
import { isObject, objectsOf, stringOf, textOf } from './readJson';
import { splitText } from './splitText';

const PATH = /\/models\/([^/:]+):(generateContent|streamGenerateContent)/;

function usageOf({ usage }: Reply): JsonObject {
  const input = usage.input + usage.cacheRead;
  return {
    promptTokenCount: input,
    cachedContentTokenCount: usage.cacheRead,
    candidatesTokenCount: usage.output,
    totalTokenCount: input + usage.output,
  };
}

function bodyOf(reply: Reply, parts: JsonObject[], last: boolean): JsonObject {
  return {
    candidates: [
      {
        content: { role: 'model', parts },
        index: 0,
        ...(last && { finishReason: 'STOP' }),
      },
    ],
    usageMetadata: usageOf(reply),
    modelVersion: reply.model,
    responseId: reply.id,
  };
}

function callParts({ calls }: Reply): JsonObject[] {
  return calls.map(call => ({
    functionCall: { name: call.name, args: call.arguments },
  }));
}

/** Gemini generateContent and streamGenerateContent. */
export const geminiGenerateContent: ModelApi = {
  id: 'gemini',
  serves: path => PATH.test(path),
  read(path, body) {
    const [, model, method] = PATH.exec(path) ?? ['', '', ''];
    const contents = objectsOf(body.contents);
    const parts = contents.flatMap(content => objectsOf(content.parts));
    const generation = isObject(body.generationConfig)
      ? body.generationConfig
      : {};
    return {
      api: 'gemini',
      model: decodeURIComponent(model),
      stream: method === 'streamGenerateContent',
      text: [textOf(body.systemInstruction), textOf(contents)].join('\n'),
      lastText: textOf(contents.at(-1)?.parts),
      tools: objectsOf(body.tools).flatMap(tool =>
        objectsOf(tool.functionDeclarations).map(({ name }) => stringOf(name)),
      ),
      toolResults: parts.filter(part => part.functionResponse).length,
      wantsJson: generation.responseMimeType === 'application/json',
      wantsStreamedUsage: true,
      serverSentEvents: /[?&]alt=sse(&|$)/.test(path),
    };
  },
  write: reply =>
    bodyOf(
      reply,
      [
        ...(reply.text === undefined ? [] : [{ text: reply.text }]),
        ...callParts(reply),
      ],
      true,
    ),
  stream(reply): StreamEvent[] {
    return [
      ...splitText(reply.text ?? '').map(text => ({
        data: bodyOf(reply, [{ text }], false),
      })),
      { data: bodyOf(reply, callParts(reply), true) },
    ];
  },
  writeError: (status, message) => ({
    error: { code: status, message, status: 'FAKE' },
  }),
};
