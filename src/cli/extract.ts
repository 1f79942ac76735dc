/** `dixit extract`: reads releases and prints what they say, one JSON line each. Stores nothing. */
import type { Extraction } from '../domain.ts';
import { extract } from '../extract/index.ts';
import { type Directory, directoryOf } from '../people/index.ts';
import { givenReleases } from './given.ts';
import { writeOut } from './output.ts';
import { loadRegister } from './register.ts';
import type { Settings } from './settings.ts';

/** Returns how many inputs could not be read. */
export async function extractFiles(paths: readonly string[], settings: Settings, withText: boolean): Promise<number> {
  const { releases, failed } = givenReleases(paths);
  const directory = directoryOf(loadRegister(settings.corpus));
  for (const raw of releases) {
    await writeOut(`${JSON.stringify(shown(raw.sourceId, extract(raw), directory, withText))}\n`);
  }
  return failed();
}

function shown(id: string, extraction: Extraction, directory: Directory, withText: boolean) {
  const { lang, headline, issuedOn, dateline, text, quotations, diagnostics } = extraction;
  return {
    id,
    lang,
    headline,
    date: issuedOn,
    dateline: dateline && { place: dateline.place, date: dateline.date, wire: dateline.wire },
    quotations: quotations.map(({ quotation, attribution }) => {
      const { speakers } = directory.resolve(attribution, quotation.lang, issuedOn);
      // Whom the register does not know is called as the release does, with his rank.
      const names = attribution.names.map((printed, i) => {
        const speaker = speakers[i];
        return speaker && directory.knows(speaker.id) ? speaker.name : printed;
      });
      return {
        text: quotation.text,
        speaker: names.join('; ') || null,
        mention: attribution.mention,
        title: attribution.title,
        kind: quotation.kind,
        lang: quotation.lang,
        start: quotation.content[0]!.start,
        end: quotation.content.at(-1)!.end,
        certainty: attribution.certainty,
        rule: attribution.rule,
      };
    }),
    diagnostics,
    ...(withText ? { text } : {}),
  };
}
