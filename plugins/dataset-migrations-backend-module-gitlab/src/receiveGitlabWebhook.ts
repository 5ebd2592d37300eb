import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import type {
  ReceiveWebhookOptions,
  RepositoryAddress,
  WebhookDelivery,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { parseGitlabPath } from './parseGitlabUrl';

/** What webhooks may be proved by. While one is changed there are two of it. */
export interface WebhookSecrets {
  /** Secret tokens, which a webhook sends as they are. */
  tokens: string[];
  /** Signing tokens, which sign it; where there is one, a token alone is not enough. */
  signingTokens: string[];
}

export interface ReceiveGitlabWebhookOptions extends ReceiveWebhookOptions {
  secrets: WebhookSecrets;
}

/** As Standard Webhooks has it, on which GitLab's signatures are built: older ones may have been sent before. */
const LONGEST_AGE_SECONDS = 300;

const number = z.number().int().positive().safe().catch(0);
const sha = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/)
  .catch('');

/** https://docs.gitlab.com/user/project/integrations/webhook_events/, as far as it is used. */
const payload = z.object({
  object_kind: z.string().catch(''),
  project: z
    .object({ path_with_namespace: z.string(), web_url: z.string() })
    .optional()
    .catch(undefined),
  object_attributes: z.object({ iid: number, sha }).partial().catch({}),
  merge_request: z.object({ iid: number }).partial().nullish().catch({}),
  commit: z.object({ sha }).partial().catch({}).optional(),
});

/**
 * Checks who sent a webhook and reads what it is about. Nothing else of the body is used:
 * it is a hint to look again, and may be old, out of order or sent twice.
 */
export function receiveGitlabWebhook(
  options: ReceiveGitlabWebhookOptions,
): WebhookDelivery {
  assertSender(options);
  const { headers, rawBody } = options;
  const event = readHeader(headers, 'x-gitlab-event');
  if (!event) {
    throw new InputError(
      "The webhook lacks the header 'X-Gitlab-Event'; send it from GitLab",
    );
  }
  const body = payload.safeParse(parseBody(rawBody)).data;
  const repository = body?.project && readRepository(body.project);
  // the same when GitLab sends it again; servers before 17.4 send none
  const deliveryId =
    readHeader(headers, 'idempotency-key') ||
    readHeader(headers, 'webhook-id') ||
    createHash('sha256').update(rawBody).digest('hex');
  const delivery: WebhookDelivery = { deliveryId, event };
  if (!body || !repository) {
    return delivery;
  }
  const { object_kind: kind, object_attributes: attributes } = body;
  const iid =
    kind === 'merge_request' ? attributes.iid : body.merge_request?.iid;
  if (iid) {
    delivery.pullRequest = { repository, number: iid };
  }
  const commit = kind === 'pipeline' ? attributes.sha : body.commit?.sha;
  if (commit) {
    delivery.commit = { repository, sha: commit };
  }
  return delivery;
}

function assertSender({
  headers,
  rawBody,
  secrets,
}: ReceiveGitlabWebhookOptions): void {
  // an empty secret would let anybody in
  const tokens = secrets.tokens.filter(Boolean);
  const keys = secrets.signingTokens.filter(Boolean).map(readKey);
  if (keys.length > 0) {
    if (!isSigned(headers, rawBody, keys)) {
      throw new AuthenticationError(
        "The signature of the webhook is missing, wrong or old; its signing token has to equal 'datasetMigrations.gitlab.webhookSigningToken'",
      );
    }
    return;
  }
  if (tokens.length === 0) {
    throw new AuthenticationError(
      "Webhooks of GitLab are refused while neither 'datasetMigrations.gitlab.webhookSecret' nor 'datasetMigrations.gitlab.webhookSigningToken' is set",
    );
  }
  const given = readHeader(headers, 'x-gitlab-token') ?? '';
  if (!tokens.some(token => isSame(digest(given), digest(token)))) {
    throw new AuthenticationError(
      "The secret token of the webhook is missing or wrong; it has to equal 'datasetMigrations.gitlab.webhookSecret'",
    );
  }
}

function isSigned(
  headers: ReceiveWebhookOptions['headers'],
  rawBody: Buffer,
  keys: Buffer[],
): boolean {
  const id = readHeader(headers, 'webhook-id') ?? '';
  const timestamp = readHeader(headers, 'webhook-timestamp') ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(timestamp || NaN));
  if (id === '' || !(age <= LONGEST_AGE_SECONDS)) {
    return false;
  }
  const given = (readHeader(headers, 'webhook-signature') ?? '')
    .split(' ')
    .slice(0, 10);
  return keys.some(key => {
    const signature = createHmac('sha256', key)
      .update(`${id}.${timestamp}.`)
      .update(rawBody)
      .digest('base64');
    const wanted = digest(`v1,${signature}`);
    return given.some(each => isSame(digest(each), wanted));
  });
}

function readKey(signingToken: string): Buffer {
  const key = Buffer.from(signingToken.replace(/^whsec_/, ''), 'base64');
  if (!signingToken.startsWith('whsec_') || key.length < 24) {
    throw new AuthenticationError(
      "Webhooks of GitLab are refused: 'datasetMigrations.gitlab.webhookSigningToken' is no signing token; copy it from GitLab, it begins with whsec_",
    );
  }
  return key;
}

/** Of one length whatever was sent, so that the time to compare tells nothing of the length either. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isSame(left: Buffer, right: Buffer): boolean {
  return timingSafeEqual(left, right);
}

function parseBody(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new InputError(
      'The body of the webhook is not JSON; leave its custom template on GitLab empty',
    );
  }
}

function readRepository(project: {
  path_with_namespace: string;
  web_url: string;
}): RepositoryAddress | undefined {
  const address = parseGitlabPath(project.path_with_namespace);
  return address && URL.canParse(project.web_url)
    ? { host: new URL(project.web_url).host, ...address }
    : undefined;
}

function readHeader(
  headers: ReceiveWebhookOptions['headers'],
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? undefined : value;
}
