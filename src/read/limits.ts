/** How large a file may be that is read whole, in bytes. */

/**
 * One document: a text, a page, a line of JSON. A page of nothing but tags takes 130 times its size while it is parsed
 * (measured: 20 MB of them 2.6 GB), and Node's heap ends at 4 GB. The longest releases have one MB.
 */
export const LARGEST_DOCUMENT = 20_000_000;

/** A collection in one file: below the 2 GiB that Node reads, and hashes, in one go. */
const LARGEST_COLLECTION = 1_500_000_000;

/** Longer text in UTF-16 would be no string any more (V8 ends at 2^29 units). */
export const LARGEST_UTF16 = 1_000_000_000;

/** By the extension of its name, in lower case, with its dot. */
export const largestFile = (extension: string): number =>
  extension === '.jsonl' ? LARGEST_COLLECTION : LARGEST_DOCUMENT;
