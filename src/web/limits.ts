/**
 * What one request may ask for, and what is answered at once: one table. Each is far above what people ask and far below
 * what would keep others waiting. What is above it is refused (422), and told which parameter, the limit and what was found.
 *
 * What a query says is bounded where it is read (`search/query.ts`): it never fails, and what is too much of it is not
 * looked for, or searched as words.
 */

/** Lengths are in UTF-16 code units, after decoding. */
export const LIMITS = {
  /** Of a whole address, as sent: the longest query in any script, encoded. */
  address: 20_000,
  /** Of all headers and the address together, in bytes: that address, and the cookies of other sites of the same host. */
  headerBytes: 32_768,
  /** Parameters of an address, also the unknown and the empty: links gather some on their way. */
  parameters: 200,
  /** Different values of one parameter that repeats. A reader who chose so many filters by hand would be done with it. */
  values: 50,
  /** Of a query or what was typed of one: some 300 words, a long paragraph. */
  query: 2000,
  /** Of a part of a name, or a term. */
  name: 200,
  /** Of an id: ours have some 20, those of registers are as long as a name and an office. */
  id: 500,
  /** Of a publisher, as releases print it. */
  publisher: 500,
  /** Of a cursor: ours have some 120. */
  cursor: 500,
  /** Hits up to the last of a page: whoever wants more takes cursors or exports, which need not find the first again. */
  depth: 10_000,

  /** Filters in force that a page lists, each with a link without it. */
  tags: 30,
  /** Of links in a list of filters, in code units, all together: each holds the address of the page. */
  links: 200_000,
} as const;
