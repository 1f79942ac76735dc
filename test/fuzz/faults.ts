/** What must hold for anything that is read, and the smallest input for which it does not. */
import { isDeepStrictEqual } from 'node:util';
import type { Extraction, RawRelease, Span } from '../../src/domain.ts';
import { contentText, extract } from '../../src/extract/index.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import type { Input } from './releases.ts';

/** What is wrong with what is made of this file, in words; null when all holds. */
export function faultOf(input: Input): string | null {
  try {
    const first = understood(input);
    for (const one of first) {
      const fault = one instanceof ReadError ? faultOfError(one) : faultOfExtraction(one.raw, one.extraction);
      if (fault) return fault;
    }
    return isDeepStrictEqual(first, understood(input)) ? null : 'the second time it is read it says something else';
  } catch (error) {
    return `an exception: ${error instanceof Error ? error.stack : String(error)}`;
  }
}

function understood({ name, bytes }: Input): (ReadError | { raw: RawRelease; extraction: Extraction })[] {
  return Array.from(readReleases(name, bytes, name), (raw) =>
    raw instanceof ReadError ? raw : { raw, extraction: extract(raw) },
  );
}

function faultOfError({ message }: ReadError): string | null {
  return /[\n\r]/.test(message) ? `an error of several lines: ${message}` : null;
}

function faultOfExtraction(raw: RawRelease, extraction: Extraction): string | null {
  const { text, blocks, sections, dateline, quotations, diagnostics } = extraction;
  const outside = ({ start, end }: Span) =>
    !(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length);
  const spans = [...blocks, ...sections, ...(dateline ? [dateline] : []), ...diagnostics].flatMap(
    ({ span }) => span ?? [],
  );
  for (const { quotation, attribution } of quotations)
    spans.push(...quotation.content, ...[attribution.source, attribution.cue].flatMap((span) => span ?? []));
  const bad = spans.find(outside);
  if (bad) return `a span out of bounds: ${bad.start} to ${bad.end} of ${text.length}`;
  if (blocks.map(({ span }) => text.slice(span.start, span.end)).join('\n\n') !== text)
    return 'blocks that are not the text';
  let last = -1;
  for (const { quotation, attribution } of quotations) {
    const { content } = quotation;
    if (content.length === 0) return 'a quotation of no pieces';
    if (content.some(({ start }, i) => i > 0 && start < content[i - 1]!.end)) return 'pieces that overlap';
    if (content[0]!.start < last) return 'quotations out of order';
    last = content[0]!.start;
    if (quotation.text !== contentText(text, content)) return `a text that is not that of its spans: ${quotation.text}`;
    if (quotation.text.trim() === '') return 'a quotation of nothing';
    if (attribution.quotationId !== quotation.id) return 'an attribution of another quotation';
    if (/^(?:stated|resolved)$/.test(attribution.certainty) && attribution.names.length === 0)
      return 'a speaker without a name';
  }
  if (new Set(quotations.map(({ quotation }) => quotation.id)).size < quotations.length)
    return 'two quotations of one id';
  if (raw.blocks.length > 0 && raw.diagnostics.some((one) => !diagnostics.includes(one)))
    return 'a remark that got lost';
  return null;
}

/** A part of the file, as small as is found within these tries, in which something is still wrong. */
export function minimised(input: Input, tries = 3000): Input {
  let best = Buffer.from(input.bytes);
  for (let length = best.length >> 1; length >= 1 && tries > 0; length >>= 1) {
    for (let from = 0; from < best.length && tries > 0; tries--) {
      const shorter = Buffer.concat([best.subarray(0, from), best.subarray(from + length)]);
      if (faultOf({ ...input, bytes: shorter })) best = shorter;
      else from += length;
    }
  }
  return { ...input, bytes: best };
}
