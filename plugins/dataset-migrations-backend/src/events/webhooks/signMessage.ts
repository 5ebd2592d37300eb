import { createHmac } from 'node:crypto';

export interface Message {
  /** The same in every attempt. */
  id: string;
  /** In seconds since 1970. */
  timestamp: number;
  body: string;
}

/** The headers by which a receiver knows a message, and knows that it is ours: those of Standard Webhooks 1.0, one signature for each secret. */
export function signMessage(
  { id, timestamp, body }: Message,
  secrets: readonly string[],
): Record<string, string> {
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const hash = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`);
    return `v1,${hash.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
