import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import {
  hostOf,
  mayReach,
  mayUse,
  refusalOf,
  type AddressPolicy,
} from './parseReceiverUrl';

/** Gives all addresses of a name. */
export type ResolveName = (name: string) => Promise<LookupAddress[]>;

const resolveBySystem: ResolveName = name =>
  promisify(lookup)(name, { all: true });

/**
 * The address that a message is sent to, looked up once, so that a name cannot stand for another one by the time when the
 * connection is made. Throws when any that the name stands for may not be reached: who hides one behind public ones has a
 * reason.
 */
export async function resolveReceiver(
  url: URL,
  policy: AddressPolicy,
  resolveName: ResolveName = resolveBySystem,
): Promise<LookupAddress> {
  if (!mayUse(url, policy)) {
    throw new Error(
      `${url.origin} does not begin with https://, which the configuration does not allow any more`,
    );
  }
  const host = hostOf(url);
  const family = isIP(host);
  const addresses =
    family === 0 ? await resolveName(host) : [{ address: host, family }];
  const [first] = addresses;
  if (!first) {
    throw new Error(`${host} has no address`);
  }
  const refused = addresses.find(({ address }) => !mayReach(address, policy));
  if (refused) {
    throw new Error(`${host} ${refusalOf(refused.address)}`);
  }
  return first;
}
