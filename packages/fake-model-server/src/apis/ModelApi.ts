import type { ApiId, Usage } from '../script/Script';

/** A JSON object of which nothing is known. */
export type JsonObject = Record<string, unknown>;

/**
 * What a request says, whatever its wire format.
 * @public
 */
export interface ModelRequest {
  api: ApiId;
  model: string;
  stream: boolean;
  /** Everything that the model would read, one after the other. */
  text: string;
  /** The last message of it. */
  lastText: string;
  /** Names of the tools that are offered. */
  tools: string[];
  /** How many results of tools the conversation holds so far. */
  toolResults: number;
  /** Whether an answer in JSON is asked for. */
  wantsJson: boolean;
  /** Whether usage is asked for at the end of a stream; only Chat Completions has this. */
  wantsStreamedUsage: boolean;
  /** Whether a stream is sent as server-sent events; only Gemini knows another way. */
  serverSentEvents: boolean;
  /** SHA-256 of its body, in hexadecimal digits. */
  bodyHash: string;
}

/** What the model says, whatever the wire format. */
export interface Reply {
  id: string;
  model: string;
  text?: string;
  calls: Array<{ id: string; name: string; arguments: JsonObject }>;
  usage: Usage;
}

/** One server-sent event. */
export interface StreamEvent {
  event?: string;
  data: JsonObject | '[DONE]';
}

/** One wire format: how requests are read and replies are written. */
export interface ModelApi {
  readonly id: ApiId;
  /** Whether a path is one of this format's. */
  serves(path: string): boolean;
  read(path: string, body: JsonObject): Omit<ModelRequest, 'bodyHash'>;
  write(reply: Reply): JsonObject;
  stream(reply: Reply, request: ModelRequest): StreamEvent[];
  writeError(status: number, message: string): JsonObject;
}
