/** `dixit extract`: reads releases and prints what they say, one JSON line each. Stores nothing. */
import type { Extraction, RawRelease } from '../domain.ts';
import { extract } from '../extract/index.ts';
import { type Directory, directoryOf } from '../people/index.ts';
import { givenReleases } from '../pipeline/input-releases.ts';
import { loadRegister } from '../pipeline/register.ts';
import { namesShown, resolvedIn } from '../pipeline/resolve.ts';
import type { Settings } from '../pipeline/settings.ts';
import { writeOut } from './output.ts';

/** Returns how many inputs could not be read. */
export async function extractFiles(paths: readonly string[], settings: Settings, withText: boolean): Promise<number> {
  const { releases, failed } = givenReleases(paths);
  const directory = directoryOf(loadRegister(settings.corpus));
  for (const raw of releases) {
    await writeOut(`${JSON.stringify(shown(raw, extract(raw), directory, withText))}\n`);
  }
  return failed();
}

function shown(raw: RawRelease, extraction: Extraction, directory: Directory, withText: boolean) {
  const { lang, headline, issuedOn, dateline, text, quotations, diagnostics } = extraction;
  const resolved = resolvedIn(raw, extraction, directory);
  return {
    id: raw.sourceId,
    lang,
    headline,
    date: issuedOn,
    dateline: dateline && { place: dateline.place, date: dateline.date, wire: dateline.wire },
    quotations: quotations.map(({ quotation, attribution }, i) => {
      const names = namesShown(attribution, resolved[i]!, directory);
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
    diagnostics: [...diagnostics, ...resolved.flatMap((one) => one.diagnostics)],
    ...(withText ? { text } : {}),
  };
}
