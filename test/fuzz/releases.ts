/**
 * Releases as nobody wrote them: those of the corpus and of the golden folders cut, joined and damaged, and new ones made
 * of the pieces that the rules look for. The n-th of a seed is always the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS, languages } from '../../src/lang/index.ts';
import { type Random, randomFrom } from '../bench/random.ts';

/** A file as `readReleases` is given it. */
export type Input = { name: string; bytes: Uint8Array };

/** Texts of releases by the extension of their files. */
export type Sources = Readonly<Record<'.txt' | '.html' | '.jsonl', readonly string[]>>;

/** The releases that the repository has, below its root. */
export function sourcesIn(root: string): Sources {
  const sources = { '.txt': [] as string[], '.html': [] as string[], '.jsonl': [] as string[] };
  for (const folder of ['corpus', 'test/golden']) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const extension = /\.(?:txt|html|jsonl)$/.exec(path)?.[0] as keyof Sources | undefined;
      if (extension && !path.startsWith('register'))
        sources[extension].push(readFileSync(join(root, folder, path), 'latin1'));
    }
  }
  for (const list of Object.values(sources)) if (list.length === 0) throw new Error(`Expected releases below ${root}.`);
  return mapValues(sources, (list) => list.map((text) => Buffer.from(text, 'latin1').toString()));
}

export function inputOf(sources: Sources, seed: number, n: number): Input {
  const random = randomFrom(seed, n);
  const kind = random.pick(KINDS);
  const { extension, text } = kind(random, sources);
  return { name: `${n}${extension}`, bytes: encoded(text, random) };
}

type Kind = (random: Random, sources: Sources) => { extension: string; text: string };

const KINDS: readonly Kind[] = [
  (random, sources) => ({ extension: '.txt', text: mutated(random.pick(sources['.txt']), sources['.txt'], random) }),
  (random, sources) => ({ extension: '.txt', text: mutated(random.pick(sources['.txt']), sources['.txt'], random) }),
  (random, sources) => ({ extension: '.html', text: mutated(random.pick(sources['.html']), sources['.html'], random) }),
  (random) => ({ extension: '.txt', text: inventedText(random) }),
  (random) => ({ extension: '.txt', text: mutated(inventedText(random), [inventedText(random)], random) }),
  (random) => ({ extension: '.html', text: inventedPage(random) }),
  (random, sources) => ({ extension: '.jsonl', text: inventedRows(random, sources) }),
  (random) => ({ extension: random.pick(['.txt', '.html', '.jsonl']), text: noise(random) }),
];

// ----------------------------------------------------------------------------------------------------------- damage

/** A text after up to eight accidents. */
function mutated(text: string, others: readonly string[], random: Random): string {
  let result = text.slice(0, LONGEST_SOURCE);
  for (let left = random.below(9); left > 0; left--) result = random.pick(MUTATIONS)(result, random, others);
  return result.slice(0, LONGEST);
}

/** In UTF-16 units. */
const LONGEST_SOURCE = 4_000;
const LONGEST = 12_000;

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const MUTATIONS: readonly Mutation[] = [
  // A part is missing, stands twice, elsewhere, or many times.
  (text, random) => withSlice(text, random, () => ''),
  (text, random) => withSlice(text, random, (slice) => slice + slice),
  (text, random) =>
    withSlice(text, random, (slice) => slice.repeat(1 + random.below(Math.max(1, 4_000 / (slice.length + 1))))),
  (text, random) => {
    const [from, to] = [random.below(text.length + 1), random.below(text.length + 1)];
    const slice = text.slice(from, from + random.below(200));
    return text.slice(0, to) + slice + text.slice(to);
  },
  // A part of another release, or a piece that means something to the rules, stands in the middle.
  (text, random, others) => {
    const other = random.pick(others);
    const from = random.below(other.length + 1);
    return insert(text, random, other.slice(from, from + random.below(600)));
  },
  (text, random) => insert(text, random, piece(random)),
  (text, random) => insert(text, random, Array.from({ length: 1 + random.below(6) }, () => piece(random)).join('')),
  (text, random) => insert(text, random, sentence(random)),
  // Marks are others, or lost; lines are joined, or broken anywhere; case is gone.
  (text, random) => text.replace(/[«»“”"‘’„‹›]/g, (mark) => (random.chance(0.3) ? random.pick(MARKS) : mark)),
  (text, random) => text.replace(/[«»“”"]/g, (mark) => (random.chance(0.2) ? '' : mark)),
  (text, random) =>
    text.replace(/\n+/g, (feeds) => (random.chance(0.2) ? random.pick([' ', '\n', '\n\n', '\r\n', '']) : feeds)),
  (text, random) =>
    text.replace(/ /g, (space) => (random.chance(0.05) ? random.pick(['\n', '\n\n', '\u00a0', '\t', '']) : space)),
  (text, random) => withSlice(text, random, (slice) => slice.toUpperCase()),
  (text, random) => withSlice(text, random, (slice) => slice.toLowerCase()),
  (text, random) => withSlice(text, random, (slice) => [...slice].reverse().join('')),
  (text) => text.normalize('NFD'),
  // Single characters go wrong.
  (text, random) => text.replace(/[^\n]/gu, (character) => (random.chance(0.01) ? odd(random) : character)),
];

function withSlice(text: string, random: Random, change: (slice: string) => string): string {
  const from = random.below(text.length + 1);
  const to = from + random.below(random.chance(0.5) ? 30 : 800);
  return text.slice(0, from) + change(text.slice(from, to)) + text.slice(to);
}

function insert(text: string, random: Random, inserted: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + inserted + text.slice(at);
}

/** Mostly UTF-8; now and then an encoding of old, or cut in the middle of a character. */
function encoded(text: string, random: Random): Uint8Array {
  if (random.chance(0.9)) return Buffer.from(text);
  const bytes = random.pick([
    () => Buffer.from(text, 'latin1'),
    () => Buffer.from(`\ufeff${text}`, 'utf16le'),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(text.slice(0, text.length & ~1), 'utf16le').swap16(),
  ])();
  return random.chance(0.5) ? bytes : bytes.subarray(0, random.below(bytes.length + 1));
}

function noise(random: Random): string {
  return Array.from({ length: random.below(400) }, () => (random.chance(0.3) ? odd(random) : piece(random))).join('');
}

// ----------------------------------------------------------------------------------------------------------- pieces

const MARKS = [
  '« ',
  ' »',
  '«',
  '»',
  '“',
  '”',
  '"',
  '‘',
  '’',
  "'",
  '„',
  '‹ ',
  ' ›',
  '<<',
  '>>',
  '``',
  "''",
  '«\u00a0',
  '\u202f»',
];
const SIGNS = [
  ', ',
  '. ',
  ': ',
  ' : ',
  '; ',
  '? ',
  '! ',
  '… ',
  '– ',
  '— ',
  ' - ',
  '(',
  ')',
  '[',
  ']',
  '/',
  '* ',
  '• ',
  '\n',
  '\n\n',
  '\n– ',
  '\n- ',
];
const NAMES = [
  'Jane Roe',
  'Paul O’Neil',
  'Lucie Tanguay',
  'Jean-Marc de la Roche',
  'Roe',
  'M. Roy',
  'Mme Tanguay',
  'Dr. Low',
  'J. P. Low',
  'Zoë van der Berg',
  'É. Côté',
  'the Honourable Jane Roe, P.C., M.P.',
  'Colonel (ret.) Ann Hale',
];
const BODIES = [
  'Department of Bridges',
  'ministère de la Voirie',
  'Ville de Grandpré',
  'Port Hale Ferry Corp.',
  'l’Office des ponts',
];
const LINES = [
  'PORT HALE, June 3, 2021 /CNW/ - ',
  'GRANDPRÉ, QC, le 3 juin 2021 /CNW/ – ',
  'Grandpré, le 31 février 2021. – ',
  '2021-06-03 | News release\n',
  'For immediate release\n\n',
  'Quotes\n\n',
  'Citations\n\n',
  'QUICK FACTS\n',
  'Les faits en bref :\n',
  'Contacts\n',
  'Renseignements :\n',
  'SOURCE Department of Bridges\n',
  'À propos de la Ville\n\n',
  'Statement by Minister Jane Roe on the bridges\n\n',
  'Déclaration de la ministre Lucie Tanguay\n\n',
  'Q. ',
  'R. ',
  'Jane Roe: ',
  '-30-\n',
  '---\ntitle: x\n---\n',
];
const CHUNKS = [
  'We open the bridge today',
  'Nous ouvrons le pont aujourd’hui',
  'the ferry will be missed',
  'il faudra 12,4 millions de dollars',
  'I am proud',
  'je suis fière de ce projet',
];

/** The words of the tables of both languages, table by table: a small one is drawn from as often as a large one. */
const TABLES: readonly (readonly string[])[] = LANGS.flatMap((lang) => tablesOf(languages[lang]));

function tablesOf(table: object): string[][] {
  return Object.values(table).flatMap((value) => {
    if (typeof value === 'string') return [];
    const entries =
      value instanceof Map ? [...value.keys()] : value instanceof Set || Array.isArray(value) ? [...value] : [];
    const words = entries.map((entry) => (Array.isArray(entry) ? entry.flat().join(' ') : String(entry)));
    if (entries.length > 0) return [words];
    return typeof value === 'object' && value !== null && value.constructor === Object ? tablesOf(value) : [];
  });
}

const word = (random: Random): string => random.pick(random.pick(TABLES));

function piece(random: Random): string {
  switch (random.below(10)) {
    case 0:
    case 1:
      return random.pick(MARKS);
    case 2:
      return random.pick(SIGNS);
    case 3:
      return `${random.pick(NAMES)}${random.pick([' ', ', ', ''])}`;
    case 4:
      return `${random.pick(CHUNKS)}${random.pick(SIGNS)}`;
    case 5:
      return random.pick(LINES);
    case 6:
      return random.chance(0.2)
        ? odd(random)
        : `${random.below(3000)}${random.pick([' ', ' $ ', ' % ', ' h ', '-', '/'])}`;
    case 7: {
      const first = word(random);
      return `${first.charAt(0).toUpperCase()}${first.slice(1)} `;
    }
    default:
      return `${word(random)} `;
  }
}

/** Controls, halves of characters, and what combines, turns or is of no width. */
function odd(random: Random): string {
  switch (random.below(5)) {
    case 0:
      return String.fromCharCode(random.below(0xa1));
    case 1:
      return String.fromCharCode(0xd800 + random.below(0x800));
    case 2:
      return String.fromCharCode(random.below(0x10000));
    case 3:
      return String.fromCodePoint(random.below(0x110000));
    default:
      return random.pick([
        '\u00ad',
        '\u200b',
        '\u202e',
        '\u0301',
        '\ufeff',
        '\u2028',
        '\u0085',
        'ǅ',
        'ı',
        'İ',
        'ß',
        'ﬁ',
        'â€œ',
        'Ã©',
        '👩‍🌾',
        '\u0000',
      ]);
  }
}

function sentence(random: Random): string {
  const [open, close] = random.pick([
    ['« ', ' »'],
    ['“', '”'],
    ['"', '"'],
    ['‘', '’'],
    ['', ''],
  ] as const);
  const said = Array.from({ length: 1 + random.below(4) }, () =>
    random.chance(0.7) ? random.pick(CHUNKS) : word(random),
  ).join(' ');
  const lang = languages[random.pick(LANGS)];
  const cue = random.pick([...lang.cueVerbs]);
  const office = `${random.pick([...lang.determiners.keys()])} ${random.pick([...lang.offices.keys()])}`;
  const who = random.pick([
    random.pick(NAMES),
    office,
    `${office} ${random.pick(NAMES)}`,
    random.pick([...lang.pronouns.keys()]),
    random.pick(BODIES),
  ]);
  return (
    random.pick([
      `${open}${said}${close}, ${cue} ${who}.`,
      `${open}${said}, ${cue} ${who}, ${said}${close}.`,
      `${who} ${cue} : ${open}${said}.${close}`,
      `${who} ${cue} ${random.pick([...lang.complementizers])} ${said}.`,
      `${lang.sourcePrepositions[0]!.join(' ')} ${who}, ${said} ${open}${said}${close}.`,
      `${open}${said}.${close}\n\n${who}, ${office}`,
      `${open}${said}.\n\n${open}${said}.${close}, ${cue}-${random.pick([...lang.invertedPronouns])}.`,
      `– ${said}, ${cue} ${who}.\n– ${said}.`,
      `${who}: ${said}. (${said}, ${cue} ${who})`,
    ]) + random.pick([' ', '\n', '\n\n', '\n\n'])
  );
}

// -------------------------------------------------------------------------------------------------------- inventions

function inventedText(random: Random): string {
  const parts: string[] = [];
  for (let left = 1 + random.below(14); left > 0; left--) {
    const part = random.chance(0.5)
      ? sentence(random)
      : Array.from({ length: random.below(12) }, () => piece(random)).join('');
    parts.push(random.chance(0.03) ? part.repeat(1 + random.below(60)) : part, random.chance(0.3) ? '\n\n' : ' ');
  }
  return parts.join('');
}

const TAGS =
  'p p p div blockquote blockquote footer cite figure figcaption h1 h2 h3 ul ol li table tr td th q em strong b i sup a br hr pre article main section header aside nav title time span template svg math script style noscript select option iframe textarea p/ div/'.split(
    ' ',
  );
const ATTRIBUTES = [
  '',
  '',
  '',
  ' class="quote"',
  ' hidden',
  ' role="main"',
  ' lang="fr"',
  ' datetime="2021-06-03"',
  ' style="display:none"',
  ' a="',
  " x='>'",
  ' id=x id=y',
];

const MARKUP = ['&amp;', '&lt;', '&#0;', '&#x110000;', '&nbsp;', '<!--', '-->', '<![CDATA[', ']]>', '</', '<p', '"'];

function inventedPage(random: Random): string {
  const parts: string[] = [
    random.pick(['', '<!doctype html><html lang="en"><head><title>x</title></head><body>', '<meta charset=latin1>']),
  ];
  const open: string[] = [];
  for (let left = 1 + random.below(60); left > 0; left--) {
    const tag = random.pick(TAGS);
    const what = random.next();
    if (what < 0.4) {
      parts.push(`<${tag}${random.pick(ATTRIBUTES)}>`);
      open.push(tag);
    } else if (what < 0.6) parts.push(`</${random.chance(0.8) ? (open.pop() ?? tag) : tag}>`);
    else if (what < 0.62) parts.push(`<${tag}>`.repeat(random.below(1500)));
    else if (what < 0.7) parts.push(random.pick(MARKUP));
    else parts.push(random.chance(0.5) ? sentence(random) : piece(random));
  }
  return parts.join('');
}

/** Rows with good and bad fields, and lines that are no rows. */
function inventedRows(random: Random, sources: Sources): string {
  const rows: string[] = [];
  for (let left = 1 + random.below(4); left > 0; left--) {
    const row: Record<string, unknown> = { id: random.chance(0.9) ? `r${left}` : value(random) };
    if (random.chance(0.8))
      row.text = random.chance(0.5)
        ? inventedText(random)
        : mutated(random.pick(sources['.txt']), sources['.txt'], random);
    if (random.chance(0.2)) row.html = inventedPage(random);
    for (const field of FIELDS) if (random.chance(0.15)) row[field] = value(random);
    const line = JSON.stringify(row);
    rows.push(random.chance(0.1) ? withSlice(line, random, () => '') : line);
  }
  if (random.chance(0.1))
    rows.push(
      random.pick([
        random.pick(sources['.jsonl']),
        '[1]',
        'null',
        '{',
        '"x"',
        '\u0000',
        '',
        '{"__proto__":{"id":"x"},"text":"x"}',
      ]),
    );
  return rows.join(random.pick(['\n', '\n', '\r\n', '\n\n']));
}

const FIELDS = [
  'lang',
  'url',
  'title',
  'date',
  'publisher',
  'status',
  'embargoedUntil',
  'extra',
  '__proto__',
  'constructor',
];

const value = (random: Random): unknown =>
  random.pick<unknown>([
    '',
    ' ',
    'fr',
    'en-CA',
    'x',
    '2021-06-03',
    '2021-02-30',
    '9999-99-99',
    'withheld',
    'usable',
    'https://host.example/a b',
    'javascript:x',
    -1,
    Number.MAX_VALUE,
    0,
    true,
    null,
    [],
    {},
    [[]],
    odd(random),
    piece(random),
    'x'.repeat(3000),
  ]);

function mapValues<Key extends string, From, To>(
  record: Record<Key, From>,
  change: (value: From) => To,
): Record<Key, To> {
  return Object.fromEntries(Object.entries<From>(record).map(([key, one]) => [key, change(one)])) as Record<Key, To>;
}
