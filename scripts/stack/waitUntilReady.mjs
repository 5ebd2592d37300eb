import { setTimeout as delay } from 'node:timers/promises';
import { ScriptError } from '../say.mjs';

const LOOK_EVERY_MS = 250;
/** A server that is only half up may take a request and never answer it. */
const ANSWER_WITHIN_MS = 2000;

async function answers({ url, headers, accepts }) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok && (!accepts || accepts(await response.text()));
  } catch {
    return false;
  }
}

/** Waits until a server answers each request well; fails with the end of its log when it ends before, or takes too long. */
export async function waitUntilReady({ server, requests, withinSeconds }) {
  const deadline = Date.now() + withinSeconds * 1000;
  for (const request of requests) {
    while (!(await answers(request))) {
      const late = Date.now() > deadline;
      if (late || server.exit !== undefined) {
        const reason = late
          ? `did not answer ${request.url} within ${withinSeconds} s`
          : `ended (${server.exit}) before it answered`;
        throw new ScriptError(
          `${server.name} ${reason}. The end of ${
            server.logFile
          }:\n\n${server.tailLog()}`,
        );
      }
      await delay(LOOK_EVERY_MS);
    }
  }
}
