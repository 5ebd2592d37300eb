import { z } from 'zod';
import { streamMcpAnswer } from './streamMcpAnswer';
import { VerifyTool, type VerifyAnswer } from './VerifyTool';

export interface McpRequest {
  method: string;
  body: Uint8Array;
}

const message = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(200), z.number()]).optional(),
  method: z.string().max(100),
  params: z
    .object({
      protocolVersion: z.string().max(100).optional().catch(undefined),
      name: z.string().max(200).optional().catch(undefined),
      _meta: z
        .object({
          progressToken: z
            .union([z.string().max(200), z.number()])
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Versions of the Model Context Protocol in which what is said here is the same. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

const TOOL = {
  name: VerifyTool.NAME,
  description: VerifyTool.DESCRIPTION,
  inputSchema: { type: 'object', properties: {} },
};

/**
 * Answers a request of the Model Context Protocol (streamable HTTP, without sessions). There is one tool, and nothing that an agent
 * sends to it is looked at.
 */
export function answerMcpRequest(
  { method, body }: McpRequest,
  use: () => Promise<VerifyAnswer>,
): Response {
  if (method !== 'POST') {
    // there is nothing to listen to and no session to end
    return new Response(null, { status: 405, headers: { allow: 'POST' } });
  }
  const read = message.safeParse(parseJson(body));
  if (!read.success) {
    return new Response(null, { status: 400 });
  }
  const { id, params } = read.data;
  if (id === undefined) {
    return new Response(null, { status: 202 });
  }
  const answer = (content: object) =>
    Response.json({ jsonrpc: '2.0', id, ...content });
  switch (read.data.method) {
    case 'initialize':
      return answer({
        result: {
          protocolVersion:
            VERSIONS.find(version => version === params?.protocolVersion) ??
            VERSIONS[0],
          capabilities: { tools: {} },
          serverInfo: { name: 'skein', version: '1' },
        },
      });
    case 'ping':
      return answer({ result: {} });
    case 'tools/list':
      return answer({ result: { tools: [TOOL] } });
    case 'tools/call':
      return params?.name === TOOL.name
        ? streamMcpAnswer({
            id,
            progressToken: params._meta?.progressToken,
            answer: use(),
          })
        : answer({
            error: {
              code: INVALID_PARAMS,
              message: `There is no such tool; use ${TOOL.name}`,
            },
          });
    default:
      return answer({
        error: { code: METHOD_NOT_FOUND, message: 'There is no such method' },
      });
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
