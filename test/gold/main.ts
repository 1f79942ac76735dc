/**
 * `npm run gold`: how right extraction is on releases that were written without sight of its rules (invented people and
 * places), set by set; courtesies do not count. What each set scored when it was first read, by a stricter scorer in which they do,
 * stands in `rounds.jsonl`; since then it was learnt from.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXTRACTOR, extract } from '../../src/extract/index.ts';
import { LANGS, languages } from '../../src/lang/index.ts';
import { readReleases } from '../../src/read/index.ts';
import { fold } from '../../src/util/fold.ts';
import { table } from '../bench/table.ts';

/** `reference`: the speaker as fully as the release names him, several joined by `; `; null for nobody. */
type Gold = { id: string; quotes: { text: string; kind: string; reference: string | null }[] };
type Found = { text: string; names: string[] };

const SOURCE = join(process.cwd(), 'test/gold');

/** Direct and mixed quotations of each release. */
function foundIn(file: string, bytes: Buffer): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const raw of readReleases(file, bytes, file)) {
    if (raw instanceof Error) throw raw;
    const quotations = extract(raw).quotations.filter(({ quotation }) => quotation.kind !== 'indirect');
    found.set(
      raw.sourceId,
      quotations.map(({ quotation, attribution }) => ({ text: quotation.text, names: attribution.names })),
    );
  }
  return found;
}

/** In percent; speakers are of those quotations that were found and are somebody's. */
function figuresOf(gold: readonly Gold[], found: ReadonlyMap<string, readonly Found[]>): string[] {
  let [wanted, predicted, matched, asked, right, silent] = [0, 0, 0, 0, 0, 0];
  for (const { id, quotes: all } of gold) {
    const quotes = all.filter(({ kind }) => kind !== 'indirect');
    const left = [...(found.get(id) ?? [])];
    wanted += quotes.length;
    predicted += left.length;
    for (const { text, reference } of quotes) {
      const at = left.findIndex((one) => isSame(one.text, text));
      if (at === -1) continue;
      const [own] = left.splice(at, 1);
      matched += 1;
      if (!reference) continue;
      asked += 1;
      if (own!.names.length === 0) silent += 1;
      else if (areSame(own!.names, reference.split(';'))) right += 1;
    }
  }
  const percent = (part: number, whole: number) => (whole === 0 ? '' : ((100 * part) / whole).toFixed(1));
  return [
    String(wanted),
    percent(matched, predicted),
    percent(matched, wanted),
    percent(right, asked),
    percent(asked - right - silent, asked),
    percent(silent, asked),
  ];
}

/** In order and but for a fifth of the longer: pieces of an interrupted quotation may be joined or cut elsewhere. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  let at = 0;
  for (const word of one) if (word === other[at]) at += 1;
  let back = 0;
  for (const word of other) if (word === one[back]) back += 1;
  return Math.max(at, back) >= SAME * Math.max(one.length, other.length);
}
const SAME = 0.8;

/** As many, and each is one of the others, whichever is fuller. */
function areSame(names: readonly string[], wanted: readonly string[]): boolean {
  if (names.length !== wanted.length) return false;
  return wanted.every((want) => names.some((name) => isWithin(want, name) || isWithin(name, want)));
}

function isWithin(part: string, whole: string): boolean {
  const words = new Set(bareWords(whole));
  const own = bareWords(part);
  return own.length > 0 && own.every((word) => words.has(word));
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
/** Without articles and courtesies. */
const bareWords = (name: string): string[] =>
  wordsOf(name).filter((word) =>
    LANGS.every((lang) => !languages[lang].determiners.has(word) && !languages[lang].honorifics.has(word)),
  );

const rows = readdirSync(SOURCE)
  .filter((file) => /^round-.*\.jsonl$/.test(file))
  .sort()
  .map((file) => {
    const bytes = readFileSync(join(SOURCE, file));
    const gold = bytes.toString('utf8').trim().split('\n');
    return [
      file,
      ...figuresOf(
        gold.map((line) => JSON.parse(line) as Gold),
        foundIn(file, bytes),
      ),
    ];
  });
process.stdout.write(`extractor ${EXTRACTOR}\n\n`);
process.stdout.write(`${table(['set', 'gold', 'precision', 'recall', 'speaker right', 'wrong', 'nobody'], rows)}\n`);
