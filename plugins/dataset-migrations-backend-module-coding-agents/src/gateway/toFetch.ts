import type { ModelGuard } from './ModelGuard';

/** The gateway as a fetch function, for agents that run in this process: nothing listens, and there is no key. */
export function toFetch(guard: ModelGuard): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    return await guard.answer({
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
      signal: request.signal,
    });
  };
}
