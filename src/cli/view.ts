/** `dixit view`: the text of releases with all that was found in it marked, for the eye. Stores nothing. */
import { extract } from '../extract/index.ts';
import { directoryOf } from '../people/index.ts';
import { givenReleases } from '../pipeline/input-releases.ts';
import { loadRegister } from '../pipeline/register.ts';
import type { Settings } from '../pipeline/settings.ts';
import { type View, viewOf } from './annotated-text.ts';
import { writeOut } from './output.ts';

/** Prints each release of the given files, in order; returns how many inputs could not be read. */
export async function viewFiles(paths: readonly string[], settings: Settings, asHtml: boolean): Promise<number> {
  const { releases, failed } = givenReleases(paths);
  const directory = directoryOf(loadRegister(settings.corpus));
  const show = asHtml ? await htmlShow() : await terminalShow();
  await writeOut(show.start);
  for (const raw of releases) await writeOut(show.release(viewOf(raw, extract(raw), directory)));
  await writeOut(show.end);
  return failed();
}

type Show = { start: string; release: (view: View) => string; end: string };

async function htmlShow(): Promise<Show> {
  const { articleOf, PAGE_END, pageStart } = await import('./view-html.tsx');
  let position = 0;
  const release = (view: View) => {
    position += 1;
    return articleOf(view, position);
  };
  return { start: pageStart(), release, end: PAGE_END };
}

async function terminalShow(): Promise<Show> {
  const { terminalLegend, terminalView } = await import('./view-terminal.ts');
  // https://no-color.org: set and not empty.
  const colour = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
  return { start: `${terminalLegend(colour)}\n`, release: (view) => terminalView(view, colour), end: '' };
}
