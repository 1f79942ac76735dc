/** One page from the web, as bytes with a name that tells its format. */

export const isWebAddress = (path: string): boolean => /^https?:\/\//i.test(path);

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 20_000_000;
const FORMATS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
};

/** Throws when the page does not answer, is no release format, or is larger than 20 MB. */
export async function fetchRelease(address: string): Promise<{ bytes: Uint8Array; name: string }> {
  const response = await fetch(address, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'text/html, text/plain;q=0.9', 'user-agent': 'dixit' },
  });
  if (!response.ok)
    throw new Error(`expected an answer with status 200, found ${response.status} ${response.statusText}`);
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const extension = FORMATS[type];
  if (!extension) throw new Error(`expected ${Object.keys(FORMATS).join(', ')}, found ${type || 'no content type'}`);
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > MAX_BYTES) throw new Error(`expected at most ${MAX_BYTES} bytes, found ${declared}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw new Error(`expected at most ${MAX_BYTES} bytes, found ${bytes.length}`);
  return { bytes, name: `${address}${extension}` };
}
