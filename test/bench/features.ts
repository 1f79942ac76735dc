/** Features of releases that stand in no store. */
import type { RawRelease, RecordedRelease } from '../../src/domain.ts';
import { extract } from '../../src/extract/index.ts';
import { type Features, featuresOf } from '../../src/pair/index.ts';

export function extractedFrom(raw: RawRelease, id: string): RecordedRelease {
  const { lang, issuedOn, headline, text, dateline, quotations, sections } = extract(raw);
  const { sourceId, publisher, url, status, embargoedUntil, alternates } = raw;
  return {
    release: {
      id,
      sourceId,
      publisher,
      url,
      status,
      embargoedUntil,
      lang,
      issuedOn,
      headline,
      text,
      dateline,
      contentHash: '',
      revision: 1,
      recordedAt: '',
    },
    alternates,
    sections,
    quotations,
    diagnostics: [],
  };
}

/** A copy, as what is read from the record is: an id cut from a digest would keep all of the digest. */
export const featuresIn = (recorded: RecordedRelease): Features => structuredClone(featuresOf(recorded));
