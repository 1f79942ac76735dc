/** Web addresses as they are compared: who answers at them, and whether two are the same. */
import { createHash } from 'node:crypto';

/** The host, without `www.`; null for what is no web address. */
export function hostOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return /^https?:$/.test(protocol) ? host.replace(/^www\./, '') : null;
}

/** A hash that addresses of one page share: whatever their scheme, `www.`, fragment, and slash at the end. */
export function addressKey(address: string | null): string | null {
  const host = hostOf(address);
  if (host === null) return null;
  const { pathname, search } = new URL(address!);
  return createHash('sha256')
    .update(`${host}${pathname.replace(/\/+$/, '')}${search}`)
    .digest('hex')
    .slice(0, 16);
}
