import { request as requestByHttp, Agent as HttpAgent } from 'node:http';
import { request as requestByHttps, Agent as HttpsAgent } from 'node:https';
import type { LookupAddress } from 'node:dns';
import type { AttemptResult } from '../../database/operations/eventDeliveries/settleEventDelivery';
import { hostOf, type AddressPolicy } from '../addresses/parseReceiverUrl';
import {
  resolveReceiver,
  type ResolveName,
} from '../addresses/resolveReceiver';

export interface PostMessageOptions {
  url: URL;
  headers: Record<string, string>;
  body: string;
  policy: AddressPolicy & { timeoutSeconds: number };
  /** For tests. Default: the system's. */
  resolveName?: ResolveName;
}

/** What a receiver said, as far as it matters. */
export interface PostResult extends AttemptResult {
  /** For how long it wants to be left alone. */
  retryAfterSeconds?: number;
}

/** Nobody's headers are as long as that. */
const MOST_HEADER_BYTES = 16 * 1024;
const MOST_ERROR_CHARACTERS = 500;

/**
 * Sends one message to a receiver, and waits for the status of the answer and no longer than the policy says; never throws.
 * Redirects are not followed. The body of an answer is not read: it is of no use, and a log of it would show
 * whoever may subscribe what stands behind an address.
 */
export async function postMessage(
  options: PostMessageOptions,
): Promise<PostResult> {
  const { url, policy, resolveName } = options;
  const begun = performance.now();
  const signal = AbortSignal.timeout(policy.timeoutSeconds * 1000);
  const outcome = await untilAborted(signal, async () =>
    send(options, await resolveReceiver(url, policy, resolveName), signal),
  ).catch((error: unknown) => ({
    error: signal.aborted
      ? `There was no answer within ${policy.timeoutSeconds} s`
      : describe(error),
  }));
  return { ...outcome, durationMs: Math.round(performance.now() - begun) };
}

type Outcome = Omit<PostResult, 'durationMs'>;

/** A look-up of a name cannot be called off, so that it is left alone. */
async function untilAborted<T>(
  signal: AbortSignal,
  act: () => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
    act().then(resolve, reject);
  });
}

function send(
  { url, headers, body }: PostMessageOptions,
  { address, family }: LookupAddress,
  signal: AbortSignal,
): Promise<Outcome> {
  const isSecure = url.protocol === 'https:';
  return new Promise<Outcome>((resolve, reject) => {
    const request = (isSecure ? requestByHttps : requestByHttp)({
      method: 'POST',
      protocol: url.protocol,
      hostname: hostOf(url),
      port: url.port,
      path: `${url.pathname}${url.search}`,
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Skein',
        ...headers,
      },
      // whatever the name stands for by now
      lookup: (_name, { all }, done) =>
        all ? done(null, [{ address, family }]) : done(null, address, family),
      // a connection that is kept would be one to an address of before
      agent: new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: false }),
      maxHeaderSize: MOST_HEADER_BYTES,
      signal,
    });
    request.on('error', reject);
    request.once('response', response => {
      // what comes after the status is nobody's business
      response.on('error', () => {});
      const { statusCode: status = 0 } = response;
      resolve({
        status,
        ...(status < 200 || status > 299
          ? { error: `It was answered with ${status}` }
          : {}),
        retryAfterSeconds: readRetryAfter(response.headers['retry-after']),
      });
      response.destroy();
    });
    request.end(body);
  });
}

function readRetryAfter(header: string | undefined): number | undefined {
  const isSeconds = header !== undefined && /^\d{1,9}$/.test(header);
  return isSeconds ? Number(header) : undefined;
}

function describe(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).slice(0, MOST_ERROR_CHARACTERS);
}
