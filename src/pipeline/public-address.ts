/** Which addresses belong to the public internet, by the special-purpose registries of the IANA (RFC 6890). */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether anybody may be at this IP address: not this machine, not a network of its own, nothing reserved. Where an IPv6
 * address only carries an IPv4 one (mapped, or translated by NAT64), that one decides; older ways to carry it (6to4,
 * Teredo, IPv4-compatible) are never public.
 */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  if (parsed.match(NAT64)) return ipaddr.fromByteArray(parsed.toByteArray().slice(-4)).range() === 'unicast';
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === 'unicast';
}

/** The well-known prefix of RFC 6052: all that a network without IPv4 knows of hosts that have nothing else. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** What the IANA gives out of IPv6; all else is reserved (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
