import { InputError } from '@backstage/errors';
import { isIP } from 'node:net';
import type { WebhookPolicy } from '../webhooks/WebhookPolicy';
import { isInNetworks, isPublicAddress } from './isPublicAddress';

/** What decides whether something may be sent to an address. */
export type AddressPolicy = Pick<
  WebhookPolicy,
  'allowHttp' | 'allowedNetworks'
>;

/** The address of a receiver; throws `InputError` for one that nothing is ever sent to. What a name stands for is looked up with each message. */
export function parseReceiverUrl(text: string, policy: AddressPolicy): URL {
  const refuse = (because: string) =>
    new InputError(`body.url: ${JSON.stringify(text)} ${because}`);
  if (!URL.canParse(text)) {
    throw refuse('is no address; give one such as https://hooks.example/skein');
  }
  const url = new URL(text);
  if (!mayUse(url, policy)) {
    throw refuse(
      'does not begin with https://, and what is sent elsewhere could be read on its way; give an address that does',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'holds a name or a password; leave them out, since receivers know messages by their signature',
    );
  }
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayReach(host, policy)) {
    throw refuse(refusalOf(host));
  }
  return url;
}

/** Without the brackets around addresses of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether something may be sent the way that an address says, by what is configured now. */
export function mayUse(url: URL, policy: AddressPolicy): boolean {
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && policy.allowHttp)
  );
}

/** Whether something may be sent to an address. */
export function mayReach(address: string, policy: AddressPolicy): boolean {
  return (
    isPublicAddress(address) || isInNetworks(address, policy.allowedNetworks)
  );
}

/** Why nothing is sent to an address, and the mend. */
export function refusalOf(address: string): string {
  return `leads to ${address}, which is not public; give a public address, or have an admin of the backend allow its network in datasetMigrations.webhooks.allowedNetworks`;
}
