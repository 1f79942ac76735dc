/** Which quotations have a form in what names their speaker or their office: looked up, as reading them all would take long. */
import { type Gradual, growingPer } from '../../../util/memo.ts';
import type { Named } from '../../query.ts';
import { FIELDS } from '../../ranking.ts';
import { type Lists, listAt, OVERLAY, type Segment } from '../segment/segment.ts';
import { addList, type Bits, only, workingBits } from '../sets/bitset.ts';
import { formsThatFoldTo } from '../terms/forms.ts';

/** Those with all of its words in the field that it is about, live or not. */
export function namedIn(segment: Segment, { field, words }: Named): Bits {
  const quotations = quotationsByForm(segment).now()[field];
  return only(
    words.map((word) => {
      const bits = workingBits(segment.quotationCount);
      for (const form of formsThatFoldTo(segment, word)) addList(bits, listAt(quotations, form));
      return bits;
    }),
  );
}

/** By the field: of each form, where it has it. */
const quotationsByForm = growingPer(function* (segment: Segment): Gradual<Record<Named['field'], Lists>> {
  const speaker = invert(segment, 'speaker');
  yield null;
  return { speaker, office: invert(segment, 'office') };
});

/** Makes what names are looked up by; whoever asks before has it made at once. */
export const prepareNames = (segment: Segment): Gradual<unknown> => quotationsByForm(segment).prepare();

function invert({ forward, bounds, quotationCount, surfaces }: Segment, name: Named['field']): Lists {
  const fields = FIELDS.length;
  const field = FIELDS.findIndex((one) => one.name === name);
  const starts = new Uint32Array(surfaces.length + 1);
  for (let quotation = 0; quotation < quotationCount; quotation += 1) {
    const end = bounds[quotation * fields + field + 1]!;
    for (let at = bounds[quotation * fields + field]!; at < end; at += 1) starts[(forward[at]! & ~OVERLAY) + 1]! += 1;
  }
  for (let form = 0; form < surfaces.length; form += 1) starts[form + 1]! += starts[form]!;
  const values = new Uint32Array(starts[surfaces.length]!);
  const next = starts.slice();
  for (let quotation = 0; quotation < quotationCount; quotation += 1) {
    const end = bounds[quotation * fields + field + 1]!;
    for (let at = bounds[quotation * fields + field]!; at < end; at += 1) {
      const form = forward[at]! & ~OVERLAY;
      values[next[form]!] = quotation;
      next[form]! += 1;
    }
  }
  return { starts, values };
}
