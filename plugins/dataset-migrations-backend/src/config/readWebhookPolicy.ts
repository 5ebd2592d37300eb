import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isIP } from 'node:net';
import { createNetworks } from '../events/addresses/isPublicAddress';
import {
  DEFAULT_WEBHOOK_POLICY,
  type WebhookPolicy,
} from '../events/webhooks/WebhookPolicy';

const KEY = 'webhooks';
const FEWEST_KEY_CHARACTERS = 32;

/** How events are sent by webhook; throws `InputError` for a value that cannot be meant. */
export function readWebhookPolicy(config: Config | undefined): WebhookPolicy {
  const readWhole = (
    key: 'timeoutSeconds' | 'disableAfterDays' | 'keptDays',
    max: number,
  ): number => {
    const value =
      config?.getOptionalNumber(`${KEY}.${key}`) ?? DEFAULT_WEBHOOK_POLICY[key];
    if (!Number.isInteger(value) || value < 1 || value > max) {
      throw new InputError(
        `datasetMigrations.${KEY}.${key} is ${value}; give a whole number from 1 to ${max}`,
      );
    }
    return value;
  };
  return {
    keys: readKeys(config),
    allowHttp:
      config?.getOptionalBoolean(`${KEY}.allowHttp`) ??
      DEFAULT_WEBHOOK_POLICY.allowHttp,
    allowedNetworks: createNetworks(
      (config?.getOptionalStringArray(`${KEY}.allowedNetworks`) ?? []).map(
        readNetwork,
      ),
    ),
    timeoutSeconds: readWhole('timeoutSeconds', 60),
    disableAfterDays: readWhole('disableAfterDays', 90),
    keptDays: readWhole('keptDays', 365),
  };
}

function readKeys(config: Config | undefined): string[] {
  const keys = config?.getOptionalConfigArray(`${KEY}.keys`) ?? [];
  return keys.map((each, index) => {
    const secret = each.getString('secret');
    if (secret.length < FEWEST_KEY_CHARACTERS) {
      throw new InputError(
        `datasetMigrations.${KEY}.keys[${index}].secret has ${secret.length} characters, which could be guessed; give ${FEWEST_KEY_CHARACTERS} random ones or more`,
      );
    }
    return secret;
  });
}

function readNetwork(text: string): [string, number] {
  const [, address, digits] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address ?? '');
  const prefix = Number(digits);
  if (family === 0 || prefix > (family === 4 ? 32 : 128)) {
    throw new InputError(
      `datasetMigrations.${KEY}.allowedNetworks has ${JSON.stringify(
        text,
      )}; give each network by its first address and the length of its prefix, such as 10.20.0.0/16 or fd00:20::/32`,
    );
  }
  return [address, prefix];
}
