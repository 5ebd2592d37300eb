import { ConflictError } from '@backstage/errors';
import { hkdfSync } from 'node:crypto';

const SECRET_BYTES = 32;
const KEY_ID_BYTES = 8;

/** Which secret of a subscription is meant. */
export interface SecretName {
  keyId: string;
  subscriptionId: string;
  /** From 1; a new secret has the next one. */
  number: number;
}

/**
 * Secrets of subscriptions, made from the keys of the configuration whenever they are needed: they stand in no database, so
 * that neither a dump nor a backup of it holds anything by which webhooks can be forged.
 */
export class WebhookKeys {
  readonly #keys: ReadonlyMap<string, string>;

  static create(keys: readonly string[]): WebhookKeys {
    return new WebhookKeys(keys);
  }

  private constructor(keys: readonly string[]) {
    this.#keys = new Map(keys.map(key => [keyIdOf(key), key]));
  }

  /** Under which name the key for new secrets is kept; throws `ConflictError` when none is configured. */
  requireKeyId(): string {
    const [keyId] = this.#keys.keys();
    if (keyId === undefined) {
      throw new ConflictError(
        'No key for the secrets of webhooks is configured; set datasetMigrations.webhooks.keys to a random text of 32 characters or more',
      );
    }
    return keyId;
  }

  /** As libraries for Standard Webhooks take it; undefined when its key is configured no more. */
  secretOf({ keyId, subscriptionId, number }: SecretName): string | undefined {
    const key = this.#keys.get(keyId);
    return (
      key &&
      `whsec_${derive(
        key,
        `secret ${number} of ${subscriptionId}`,
        SECRET_BYTES,
      ).toString('base64')}`
    );
  }
}

/** Names a key without telling anything of it. */
function keyIdOf(key: string): string {
  return derive(key, 'id', KEY_ID_BYTES).toString('hex');
}

function derive(key: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'skein webhooks', purpose, bytes));
}
