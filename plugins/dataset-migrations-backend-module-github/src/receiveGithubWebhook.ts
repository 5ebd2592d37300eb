import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import type {
  ReceiveWebhookOptions,
  RepositoryAddress,
  WebhookDelivery,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { isGithubName } from './parseGithubUrl';

export interface ReceiveGithubWebhookOptions extends ReceiveWebhookOptions {
  /** Any of these may have signed it: while a secret is changed there are two. */
  secrets: string[];
}

/**
 * Checks who sent a webhook and reads what it is about. Nothing else of the body is used:
 * it is a hint to look again, and may be old, out of order or sent twice.
 */
export function receiveGithubWebhook(
  options: ReceiveGithubWebhookOptions,
): WebhookDelivery {
  assertSignature(options);
  const deliveryId = readHeader(options.headers, 'x-github-delivery');
  const event = readHeader(options.headers, 'x-github-event');
  if (!deliveryId || !event) {
    throw new InputError(
      "The webhook lacks the header 'X-GitHub-Delivery' or 'X-GitHub-Event'; send it from GitHub",
    );
  }
  const payload = parseBody(options.rawBody);
  const repository = readRepository(payload);
  const delivery: WebhookDelivery = { deliveryId, event };
  if (!repository) {
    return delivery;
  }
  const number =
    pick(payload, 'pull_request', 'number') ??
    // a comment on a pull request comes as a comment on an issue
    (pick(payload, 'issue', 'pull_request') &&
      pick(payload, 'issue', 'number'));
  if (typeof number === 'number' && Number.isSafeInteger(number)) {
    delivery.pullRequest = { repository, number };
  }
  const sha =
    pick(payload, 'check_run', 'head_sha') ??
    pick(payload, 'check_suite', 'head_sha') ??
    pick(payload, 'sha');
  if (typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha)) {
    delivery.commit = { repository, sha };
  }
  return delivery;
}

function assertSignature(options: ReceiveGithubWebhookOptions): void {
  const { rawBody, headers } = options;
  // an empty secret would let anybody sign
  const secrets = options.secrets.filter(secret => secret !== '');
  if (secrets.length === 0) {
    throw new AuthenticationError(
      "Webhooks of GitHub are refused while 'datasetMigrations.github.webhookSecret' is not set",
    );
  }
  const given = Buffer.from(readHeader(headers, 'x-hub-signature-256') ?? '');
  if (!secrets.some(secret => isSignature(given, rawBody, secret))) {
    throw new AuthenticationError(
      "The signature of the webhook is missing or wrong; its secret has to equal 'datasetMigrations.github.webhookSecret'",
    );
  }
}

function isSignature(given: Buffer, body: Buffer, secret: string): boolean {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const wanted = Buffer.from(`sha256=${digest}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function parseBody(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new InputError(
      "The body of the webhook is not JSON; choose the content type 'application/json' for it on GitHub",
    );
  }
}

function readRepository(payload: unknown): RepositoryAddress | undefined {
  const owner = pick(payload, 'repository', 'owner', 'login');
  const name = pick(payload, 'repository', 'name');
  const url = pick(payload, 'repository', 'html_url');
  if (
    typeof owner !== 'string' ||
    typeof name !== 'string' ||
    typeof url !== 'string' ||
    !isGithubName(owner) ||
    !isGithubName(name) ||
    !URL.canParse(url)
  ) {
    return undefined;
  }
  return { host: new URL(url).host, owner, name };
}

function readHeader(
  headers: ReceiveWebhookOptions['headers'],
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? undefined : value;
}

function pick(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
