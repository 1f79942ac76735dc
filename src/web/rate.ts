/**
 * How often an address may ask: a bucket for each that fills evenly and holds some seconds' worth, so that a page with all
 * that it loads may come at once (token bucket). Kept for the addresses that asked last, so that many of them take no more
 * room; the libraries that there are for it keep all.
 */
import { isIPv6 } from 'node:net';

/** Null: it may; else after so many whole seconds. `now` in ms, of a clock that only moves on. */
export type Rate = (address: string, now: number) => number | null;

/** A full bucket holds what comes in so many seconds. */
const BURST_SECONDS = 3;
const MOST_ADDRESSES = 10_000;

export function createRate(perSecond: number, mostAddresses = MOST_ADDRESSES): Rate {
  const full = Math.max(1, perSecond * BURST_SECONDS);
  /** Those that asked last at the end. */
  const buckets = new Map<string, { left: number; at: number }>();
  return (address, now) => {
    const key = networkOf(address);
    const known = buckets.get(key);
    const left = known ? Math.min(full, known.left + ((now - known.at) / 1000) * perSecond) : full;
    buckets.delete(key);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    if (buckets.size > mostAddresses) buckets.delete(buckets.keys().next().value!);
    return left >= 1 ? null : Math.ceil((1 - left) / perSecond);
  };
}

/** Whoever has one address of IPv6 has the 2^64 of the same network; one of IPv4 may be written as one of IPv6. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped) return mapped[1]!;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
const GROUPS = 8;
const NETWORK_GROUPS = 4;
