/** Addresses: where the API is, and small readings of a URL, none of which throws. */
import type { Request } from 'express';

export const API_BASE = '/api/v1';
/** Below it: whoever watches over this server is answered whatever else is asked of it. */
export const HEALTH = '/health';

/** The query string as sent, with its `?`; empty when there is none. */
export function queryString(request: Request): string {
  const start = request.originalUrl.indexOf('?');
  return start < 0 ? '' : request.originalUrl.slice(start);
}

/** The parameters; what is badly encoded is read as it stands. */
export function queryOf(request: Request): URLSearchParams {
  return new URLSearchParams(queryString(request));
}

/** The scheme and host by which this site was asked for; what is no host is not believed. */
export function originOf(request: Request): string {
  const origin = `${request.protocol}://${request.get('host')}`;
  return URL.canParse(origin) ? new URL(origin).origin : 'http://localhost';
}

/** Whether each `%` starts an encoded byte and the bytes are UTF-8. */
export function isWellEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** The address if a browser may be sent there: http or https only, as addresses come from documents of any origin. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
