import {
  isObject,
  objectsOf,
  type JsonObject,
  type WireFormat,
} from '../WireFormat';

/**
 * Tools that the agent runs by itself. All others are run by the provider, outside of the sandbox and with a network of
 * its own, so that what is not known to be harmless is refused.
 */
const AGENT_TOOL_TYPES: Record<Exclude<WireFormat, 'gemini'>, RegExp> = {
  anthropic: /^(custom|bash_\d+|text_editor_\d+)$/,
  responses: /^(function|custom|local_shell|apply_patch|namespace)$/,
  chat: /^(function|custom)$/,
};

const REFUSED_FIELDS: Record<WireFormat, string[]> = {
  anthropic: ['mcp_servers', 'container', 'skills'],
  responses: [
    'previous_response_id',
    'conversation',
    'background',
    'prompt',
    'container',
  ],
  chat: ['web_search_options', 'audio', 'functions', 'plugins'],
  gemini: ['cachedContent', 'retrievalConfig'],
};

/** Parts of messages that make the provider fetch something or open a file that was uploaded. */
const REFUSED_KEYS: ReadonlySet<string> = new Set([
  'file_id',
  'file_url',
  'fileData',
  'file_data_url',
  'fileUri',
]);

const REMOTE_URL = /^\s*(https?|ftp|gs|file):/i;

function isSet(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0)
  );
}

function findRefusedTool(
  format: WireFormat,
  tool: JsonObject,
): string | undefined {
  if (format === 'gemini') {
    return Object.keys(tool).find(
      name => name !== 'functionDeclarations' && isSet(tool[name]),
    );
  }
  const type = tool.type ?? 'custom';
  if (typeof type !== 'string' || !AGENT_TOOL_TYPES[format].test(type)) {
    return String(type);
  }
  // a namespace is a name for tools, which may be of any kind
  return type === 'namespace'
    ? objectsOf(tool.tools)
        .map(inner => findRefusedTool(format, inner))
        .find(refused => refused !== undefined)
    : undefined;
}

/** Whether a part of a message points to something that the provider would have to fetch. */
function findRemotePart(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    for (const element of value) {
      const found = findRemotePart(element);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    // what tools were called with and answered is text for the model, whatever its names are
    if (['input', 'args', 'arguments', 'response'].includes(key)) {
      continue;
    }
    if (REFUSED_KEYS.has(key) && isSet(inner)) {
      return key;
    }
    const url = isObject(inner) ? inner.url : inner;
    if (
      ['image_url', 'source', 'url'].includes(key) &&
      typeof url === 'string' &&
      REMOTE_URL.test(url)
    ) {
      return key;
    }
    const found = findRemotePart(inner);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/**
 * Why a request would make the provider do more than answer: search, fetch, run code, keep files. Each of these is a
 * way out of the sandbox. Undefined when it would not.
 */
export function checkServerWork(
  format: WireFormat,
  body: JsonObject,
): string | undefined {
  const field = REFUSED_FIELDS[format].find(name => isSet(body[name]));
  if (field !== undefined) {
    return `The field '${field}' is refused: it lets the provider work outside of the sandbox; leave it out`;
  }
  for (const tool of objectsOf(body.tools)) {
    const refused = findRefusedTool(format, tool);
    if (refused !== undefined) {
      return `The tool '${refused}' is refused: the provider would run it outside of the sandbox; offer only tools that the agent runs by itself`;
    }
  }
  const part = findRemotePart([
    body.messages,
    format === 'responses' ? body.input : undefined,
    body.contents,
    body.systemInstruction,
    body.system,
  ]);
  return part === undefined
    ? undefined
    : `The field '${part}' of a message is refused: the provider would fetch or open something outside of the sandbox; send the content itself`;
}
