import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ModelApi, ModelRequest } from './apis/ModelApi';
import { MODEL_APIS } from './apis/modelApis';
import { isObject } from './apis/readJson';
import type { LoggedRequest, ServerState } from './FakeModelServer';
import { chooseRule } from './script/chooseRule';
import type { Answer } from './script/Script';
import { toReply } from './script/toReply';
import { sendStream } from './sendStream';

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function apiKeyOf({ headers }: IncomingMessage): string | undefined {
  const key =
    headers['x-api-key'] ??
    headers['x-goog-api-key'] ??
    headers.authorization?.replace(/^Bearer /, '');
  return Array.isArray(key) ? key[0] : key;
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
}

/** What clients ask beside answers of a model. */
function sendAside(
  { script }: ServerState,
  path: string,
  response: ServerResponse,
): void {
  if (/\/count_tokens|:countTokens/.test(path)) {
    sendJson(response, 200, { input_tokens: 10, totalTokens: 10 });
  } else if (/\/models(\?|$)/.test(path)) {
    const data = script.models.map(id => ({
      id,
      type: 'model',
      object: 'model',
      display_name: id,
      created_at: '2026-01-01T00:00:00Z',
    }));
    sendJson(response, 200, { object: 'list', data });
  } else {
    sendJson(response, 404, { error: { message: `Nobody serves ${path}` } });
  }
}

async function sendAnswer(options: {
  api: ModelApi;
  asked: ModelRequest;
  answer: Answer;
  id: number;
  response: ServerResponse;
}): Promise<void> {
  const { api, asked, answer, id, response } = options;
  if (answer.hang) {
    return;
  }
  if (answer.recorded) {
    const { status, contentType, body } = answer.recorded;
    response.writeHead(status, { 'content-type': contentType }).end(body);
    return;
  }
  if (answer.error) {
    const { status, message, retryAfterSeconds } = answer.error;
    sendJson(
      response,
      status,
      api.writeError(status, message),
      retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(retryAfterSeconds) },
    );
    return;
  }
  const reply = toReply(answer, asked, id);
  if (asked.stream) {
    await sendStream(response, {
      events: api.stream(reply, asked),
      cutAfterEvents: answer.cutAfterEvents,
      serverSentEvents: asked.serverSentEvents,
    });
  } else if (answer.cutAfterEvents === undefined) {
    sendJson(response, 200, api.write(reply));
  } else {
    response.destroy();
  }
}

/** Answers one request by the first rule that fits, and puts it on record before. */
export async function respond(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<LoggedRequest> {
  const body = await readBody(request);
  const path = request.url ?? '/';
  const logged: LoggedRequest = {
    method: request.method ?? 'GET',
    path,
    apiKey: apiKeyOf(request),
    bytes: Buffer.byteLength(body),
  };
  const id = state.requests.push(logged);
  const bare = path.split('?')[0];
  const api = MODEL_APIS.find(each => each.serves(bare));
  if (!api || request.method !== 'POST') {
    sendAside(state, path, response);
    return logged;
  }
  const asked: ModelRequest = {
    ...api.read(path, parseObject(body)),
    bodyHash: createHash('sha256').update(body).digest('hex'),
  };
  Object.assign(logged, asked);
  const { rules } = state.script;
  const rule = chooseRule({ rules, used: state.used, request: asked });
  if (!rule) {
    logged.problem = `No rule of the script fits; the last message is: ${asked.lastText.slice(
      0,
      200,
    )}`;
    sendJson(response, 400, api.writeError(400, logged.problem));
    return logged;
  }
  state.used.set(rule, (state.used.get(rule) ?? 0) + 1);
  logged.rule = rule.name ?? String(rules.indexOf(rule));
  try {
    await sendAnswer({ api, asked, answer: rule.answer, id, response });
  } catch (error) {
    logged.problem = String(error);
    sendJson(response, 400, api.writeError(400, logged.problem));
  }
  return logged;
}
