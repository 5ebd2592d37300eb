import { BlockList, isIPv6 } from 'node:net';

/** Networks that are nobody's on the internet, by the registries of special-purpose addresses of IANA; multicast is among them. */
const IPV4: ReadonlyArray<[string, number]> = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Only what begins with 2 or 3 is given to anybody; of that, what stands for an address of IPv4, or for none. */
const IPV6: ReadonlyArray<[string, number]> = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const SPECIAL = createNetworks([...IPV4, ...IPV6]);
const UNICAST = createNetworks([['2000::', 3]]);

/** Whether an address belongs to somebody on the internet; those of this machine, of networks of one's own and of clouds' metadata do not. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  return (
    !SPECIAL.check(address, family) &&
    (family === 'ipv4' || UNICAST.check(address, family))
  );
}

/** Whether an address lies in one of some networks. */
export function isInNetworks(address: string, networks: BlockList): boolean {
  return networks.check(address, familyOf(address));
}

/** Networks, each by its first address and the length of its prefix. */
export function createNetworks(
  subnets: ReadonlyArray<[string, number]>,
): BlockList {
  const networks = new BlockList();
  for (const [first, prefix] of subnets) {
    networks.addSubnet(first, prefix, familyOf(first));
  }
  return networks;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
