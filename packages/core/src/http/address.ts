import { BlockList, isIP, type LookupFunction } from 'node:net';
import { lookup } from 'node:dns';
import { ConnectorError } from '../connector-error.ts';

// Everything that is not a public unicast address (IANA special-purpose registries).
const special4 = new BlockList();
const special6 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special4.addSubnet(network, prefix, 'ipv4');
// Of IPv6, only 2000::/3 is handed out for public hosts. What lies beyond holds the forms in which an IPv4 address can hide, too:
// compatible, mapped, translated, NAT64.
for (const [network, prefix] of [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
] as const)
  special6.addSubnet(network, prefix, 'ipv6');

/** Whether an address is loopback, private, link-local, reserved or otherwise not a public host's. Text that is no address counts. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return family === 6 ? special6.check(address, 'ipv6') : special4.check(address, 'ipv4');
}

/** Throws `permission_denied` for a URL whose host is the literal of a private address: no look-up would happen for it. */
export function requirePublicHost(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw refused(host);
}

/** A DNS look-up that refuses private answers, so that a name cannot lead inside, even when it changes between check and use. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) return callback(refused(hostname), '', 0);
    if (options.all === true) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

function refused(host: string): ConnectorError {
  return new ConnectorError('permission_denied', `Requests to "${host}" are refused: it is not a public host.`, {
    hint: 'An operator can allow private addresses for this connector.',
  });
}
