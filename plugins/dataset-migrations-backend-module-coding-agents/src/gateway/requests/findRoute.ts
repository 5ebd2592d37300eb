import type { WireFormat } from '../WireFormat';

/** What a request to the gateway wants. */
export type Route =
  | { kind: 'listModels' }
  | { kind: 'countTokens' }
  | {
      kind: 'ask';
      format: WireFormat;
      /** The model, where the path names it. */
      model?: string;
      /** Whether the answer is streamed, where the path says it. */
      stream?: boolean;
    };

const GEMINI =
  /^\/(?:v1beta|v1)\/models\/([^/:]+):(generateContent|streamGenerateContent|countTokens)$/;

/** The only paths that the gateway serves; undefined for every other. */
export function findRoute(method: string, path: string): Route | undefined {
  if (method === 'GET') {
    return /^\/(v1\/|v1beta\/)?models$/.test(path)
      ? { kind: 'listModels' }
      : undefined;
  }
  if (method !== 'POST') {
    return undefined;
  }
  switch (path) {
    case '/v1/messages':
      return { kind: 'ask', format: 'anthropic' };
    case '/v1/messages/count_tokens':
      return { kind: 'countTokens' };
    case '/v1/responses':
      return { kind: 'ask', format: 'responses' };
    case '/v1/chat/completions':
      return { kind: 'ask', format: 'chat' };
    default:
  }
  const [, model, verb] = GEMINI.exec(path) ?? [];
  if (verb === undefined) {
    return undefined;
  }
  return verb === 'countTokens'
    ? { kind: 'countTokens' }
    : {
        kind: 'ask',
        format: 'gemini',
        model,
        stream: verb === 'streamGenerateContent',
      };
}
