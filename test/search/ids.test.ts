/** Ids in a table of bytes, against a plain list of strings. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findId, idSections, idsIn } from '../../src/search/embedded/segment/id-table.ts';

const tableOf = (ids: readonly string[]) =>
  idsIn(
    new Map(idSections('ids', ids).map(([name, bytes]): [string, Uint8Array] => [name, Uint8Array.from(bytes)])),
    'ids',
  );
// Ours are hexadecimal; a register or a test may bring others.
const id = fc.oneof(
  fc.stringMatching(/^q[0-9a-f]{1,4}$/),
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);

it('are read, compared and found as strings are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 30 }), id, (ids, other) => {
      const sorted = ids.map((one) => Buffer.from(one).toString()).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const table = tableOf(sorted);
      expect(table.length).toBe(sorted.length);
      for (const [i, one] of sorted.entries()) {
        expect(table.at(i)).toBe(one);
        expect(table.isBefore(i, other)).toBe(one < other);
        expect(table.at(findId(table, one)!)).toBe(one);
      }
      expect(findId(table, other) === null).toBe(!sorted.includes(other));
    }),
  );
});

it('are found by an order of their own', () => {
  const ids = ['q3', 'q1', 'q20', 'q2'];
  const order = Uint32Array.from([1, 3, 2, 0]);
  const table = tableOf(ids);
  for (const [i, one] of ids.entries()) expect(findId(table, one, order)).toBe(i);
  for (const absent of ['', 'q', 'q21', 'r']) expect(findId(table, absent, order)).toBeNull();
});
