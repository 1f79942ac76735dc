/** Who speaks in a release, by the directory: one that was just read, or one of the store. */
import type { Attribution, Extraction, RawRelease, RecordedRelease } from '../domain.ts';
import type { Directory, Resolved } from '../people/index.ts';
import type { Sighting } from '../people/learn.ts';

/** In the order of the quotations. */
export function resolvedIn(raw: RawRelease, extraction: Extraction, directory: Directory): Resolved[] {
  const { issuedOn, dateline, quotations } = extraction;
  const setting = { day: issuedOn, publisher: raw.publisher, url: raw.url, place: dateline?.place ?? null };
  return directory.resolve(
    setting,
    quotations.map(({ quotation, attribution }) => ({ attribution, lang: quotation.lang })),
  );
}

/** Of a release that may be shown. */
export function sightingsIn({ release, quotations }: RecordedRelease, directory: Directory): Sighting[] {
  const { issuedOn, publisher, url, dateline } = release;
  const setting = { day: issuedOn, publisher, url, place: dateline?.place ?? null };
  const said = quotations.map(({ quotation, attribution }) => ({ attribution, lang: quotation.lang }));
  return directory.resolve(setting, said).map((resolved, i) => ({
    quotationId: quotations[i]!.quotation.id,
    lang: quotations[i]!.quotation.lang,
    mention: quotations[i]!.attribution.mention,
    day: issuedOn,
    resolved,
  }));
}

/**
 * The name that the release prints, with its rank, and as it was on that day: a register may know a later one. Part of a
 * name and a known misprint give way to the register's.
 */
export function namesShown(attribution: Attribution, { people, speakers }: Resolved, directory: Directory): string[] {
  // A title alone: somebody of the register, or nobody but what describes them.
  if (people.length !== attribution.names.length) {
    return speakers.length > 0 ? speakers.map(({ name }) => name) : attribution.names;
  }
  return attribution.names.map((printed, i) => {
    const person = people[i];
    return person && directory.names(person.id, printed) ? person.name : printed;
  });
}
