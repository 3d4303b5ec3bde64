import { lookup, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';

/** What a provider answers is some kilobytes; keys of many years are tens. */
const MOST_BYTES = 262_144;
const ANSWER_MS = 5_000;

/** Addresses of this machine and of networks that are not the internet. */
const inside = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(net, prefix, 'ipv6');

function isInside(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Finds a host's addresses, and refuses the host where one of them is inside. */
const lookUpOutside: LookupFunction = (host, options, done) => {
  lookup(host, { ...(options as LookupOptions), all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.some(({ address }) => isInside(address))) return done(new Error(`${host} is an address inside`), []);
    if (options.all) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  });
};

const limits = { maxResponseSize: MOST_BYTES, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS };

/**
 * Requests to a provider. Its own address is the operator's word and may be anywhere; other addresses that it names are on the
 * internet and speak HTTPS, so that a provider which was taken over does not ask this machine's neighbours in our name.
 */
export function requestsTo(issuer: URL): { fetch: typeof globalThis.fetch; close(): Promise<void> } {
  const own = new Agent(limits);
  const others = new Agent({ ...limits, connect: { lookup: lookUpOutside, timeout: ANSWER_MS } });
  const ask = (input: string | URL, options: Parameters<typeof fetch>[1]) => {
    const url = new URL(input);
    if (url.origin === issuer.origin) return fetch(url, { ...options, redirect: 'manual', dispatcher: own });
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol !== 'https:' || (isIP(host) !== 0 && isInside(host)))
      throw new Error(`the provider names ${url.origin}, which is not asked`);
    return fetch(url, { ...options, redirect: 'manual', dispatcher: others });
  };
  return {
    fetch: ask as unknown as typeof globalThis.fetch,
    close: async () => void (await Promise.all([own.close(), others.close()])),
  };
}
