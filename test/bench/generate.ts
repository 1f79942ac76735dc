/**
 * Releases after the sample corpus, as many as wanted: events told in one or both languages with the same day, numbers
 * and speakers, in five layouts of the corpus. The n-th release is the same however many are made.
 */
import type { Lang, Membership, Person, Post } from '../../src/domain.ts';
import { LANGS } from '../../src/lang/index.ts';
import { formatted, type Prose, type Scene } from './prose.ts';
import { type Random, randomFrom } from './random.ts';

export type Generated = {
  /** Path of its file below the collection. */
  name: string;
  content: string;
  lang: Lang;
  quotations: { text: string; speaker: string }[];
};

/** Posts with a holder for every day, some 40 a government. */
export type Office = { post: Post; holders: { person: Person; since: string }[] };

const FIRST_DAY = Date.UTC(2006, 0, 1);
const DAYS = 20 * 365;
const DAY_MS = 86_400_000;
const GOVERNMENTS = 6;
const TERM_DAYS = 1300;

/** Shares: of quotations that repeat an older one word for word, of speakers in office, of events in both languages. */
const REPEATED = 0.06;
const IN_OFFICE = 0.6;
const IN_BOTH = 0.85;
const COMMON_PEOPLE = 300;
const COMMON_PLACES = 60;
const QUOTATIONS = [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4];

/** The posts of the corpus in several governments, each with holders that follow each other. */
export function inventOffices(posts: readonly Post[], prose: Prose): Office[] {
  let holder = 0;
  return Array.from({ length: GOVERNMENTS }, (_, government) =>
    posts.map((post, nth) => ({
      post: { ...post, id: `${post.id}-${government}`, jurisdiction: `g${government}` },
      holders: Array.from({ length: Math.ceil(DAYS / TERM_DAYS) + 1 }, (_, term) => {
        const id = `holder-${++holder}`;
        const since = isoDay(Math.max(0, term * TERM_DAYS - ((nth * 97 + government * 31) % TERM_DAYS)));
        return { person: { id, name: prose.person(1_000_000 + holder), otherNames: [] }, since };
      }),
    })),
  ).flat();
}

/** The offices as the rows of `register/*.jsonl`. */
export function registerRows(offices: readonly Office[]): {
  people: Person[];
  posts: Post[];
  memberships: Membership[];
} {
  return {
    people: offices.flatMap(({ holders }) => holders.map(({ person }) => person)),
    posts: offices.map(({ post }) => post),
    memberships: offices.flatMap(({ post, holders }) =>
      holders.map(({ person, since }, i) => ({
        personId: person.id,
        postId: post.id,
        startDate: since,
        endDate: holders[i + 1]?.since ?? null,
        source: 'Invented for the benchmark',
      })),
    ),
  };
}

/** Without end. */
export function* generate(seed: number, prose: Prose, offices: readonly Office[]): Generator<Generated> {
  for (const { nth, event, langs } of inventEvents(seed, prose, offices)) {
    for (const lang of langs) yield tell(seed, nth, event, lang, langs.length > 1, prose);
  }
}

/** What happens, and in which languages it is told; without end. */
export function* inventEvents(
  seed: number,
  prose: Prose,
  offices: readonly Office[],
): Generator<{ nth: number; event: Story; langs: readonly Lang[] }> {
  for (let nth = 0; ; nth++) {
    const random = randomFrom(seed, nth);
    const event = inventEvent(random, prose, offices);
    yield { nth, event, langs: random.chance(IN_BOTH) ? LANGS : [random.pick(LANGS)] };
  }
}

/** The words of the `i`-th quotation of an event; some repeat what was said at an older one. */
export function spoken(seed: number, nth: number, i: number, event: Story, lang: Lang, prose: Prose): string {
  const { sentences, repeats } = event.quotations[i]!;
  const random = randomFrom(seed, repeats ? nth - 7 : nth, 2 + i, lang.charCodeAt(0));
  return Array.from({ length: sentences }, () => prose.sentence(lang, 'speech', random, event)).join(' ');
}

// -------------------------------------------------------------------------------------------------------------- events

export type Speaker = { id: string; name: string; title: Record<Lang, string>; post: Post | null };
export type Story = Scene & {
  day: number;
  /** Names the government and the place that the event belongs to. */
  publisher: Record<Lang, string>;
  place: string;
  speakers: Speaker[];
  /** How many sentences, the same in both languages: of the headline's story, of facts, of each quotation. */
  paragraphs: number[];
  facts: number;
  quotations: { sentences: number; of: number; repeats: boolean }[];
  layout: Layout;
};

function inventEvent(random: Random, prose: Prose, offices: readonly Office[]): Story {
  const day = random.below(DAYS);
  const places = Array.from({ length: 3 }, () => prose.place(random.rank(COMMON_PLACES)));
  const speakers = Array.from({ length: 3 }, () =>
    random.chance(IN_OFFICE) ? holderOn(random.pick(offices), day) : bystander(random, prose, places),
  );
  const count = random.pick(QUOTATIONS);
  const { title } = random.pick(offices).post;
  return {
    day,
    places,
    place: places[0]!,
    publisher: { en: `Office of the ${title.en}`, fr: `Cabinet du ${title.fr}` },
    numbers: Array.from({ length: 5 }, () => random.below(random.pick([100, 1000, 50_000]))),
    speakers,
    paragraphs: Array.from({ length: 2 + random.below(3) }, () => 2 + random.below(2)),
    facts: random.below(5),
    quotations: Array.from({ length: count }, (_, i) => ({
      sentences: 2 + random.below(4),
      of: i % speakers.length,
      repeats: random.chance(REPEATED),
    })),
    layout: random.pick(LAYOUTS),
  };
}

function holderOn({ post, holders }: Office, day: number): Speaker {
  const date = isoDay(day);
  const { person } = holders.findLast(({ since }) => since <= date)!;
  return { id: person.id, name: person.name, title: { en: post.title.en!, fr: post.title.fr! }, post };
}

function bystander(random: Random, prose: Prose, places: readonly string[]): Speaker {
  const rank = random.rank(COMMON_PEOPLE);
  const title = ROLES[rank % ROLES.length]!(random.pick(places));
  return { id: `bystander-${rank}`, name: prose.person(rank), title, post: null };
}

const ROLES: readonly ((place: string) => Record<Lang, string>)[] = [
  (place) => ({ en: `Mayor of ${place}`, fr: `maire de ${place}` }),
  (place) => ({
    en: `president of the ${place} Chamber of Commerce`,
    fr: `présidente de la Chambre de commerce de ${place}`,
  }),
  (place) => ({ en: `director of the ${place} Hospital`, fr: `directeur de l’Hôpital de ${place}` }),
  (place) => ({
    en: `spokesperson for the ${place} Teachers’ Union`,
    fr: `porte-parole du Syndicat de l’enseignement de ${place}`,
  }),
  () => ({ en: 'Chief Executive Officer', fr: 'chef de la direction' }),
  (place) => ({ en: `professor at the University of ${place}`, fr: `professeure à l’Université de ${place}` }),
];

export const isoDay = (day: number): string => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);

// ------------------------------------------------------------------------------------------------------------ releases

type Draft = {
  lang: Lang;
  headline: string;
  /** First of them opens with the dateline. */
  paragraphs: string[];
  quotations: { text: string; name: string; title: string }[];
  facts: string[];
  event: Story;
  url: string;
  /** The other language's address; null when there is none. */
  otherUrl: string | null;
};

function tell(seed: number, nth: number, event: Story, lang: Lang, both: boolean, prose: Prose): Generated {
  const random = randomFrom(seed, nth, 1, lang.charCodeAt(0));
  const sentences = (count: number) =>
    Array.from({ length: count }, () => prose.sentence(lang, 'report', random, event)).join(' ');
  const quotations = event.quotations.map(({ of }, i) => ({
    text: spoken(seed, nth, i, event, lang, prose),
    name: event.speakers[of]!.name,
    title: event.speakers[of]!.title[lang],
  }));
  const url = (of: Lang) => `https://news.example/${of}/${isoDay(event.day)}-${nth}`;
  const draft: Draft = {
    lang,
    headline: sentences(1).replace(/[.!?…]$/, ''),
    paragraphs: event.paragraphs.map((count) => sentences(count)),
    quotations,
    facts: Array.from({ length: event.facts }, () => sentences(1)),
    event,
    url: url(lang),
    otherUrl: both ? url(lang === LANGS[0] ? LANGS[1]! : LANGS[0]!) : null,
  };
  const { extension, write } = event.layout;
  const name = `${lang}/${isoDay(event.day).slice(0, 4)}/${isoDay(event.day)}-${nth}${extension}`;
  return {
    name,
    content: write(draft),
    lang,
    quotations: quotations.map(({ text, name }) => ({ text, speaker: name })),
  };
}

// ------------------------------------------------------------------------------------------------------------- layouts

type Layout = { extension: '.txt' | '.html'; write(draft: Draft): string };

/** How each language prints what a release is made of. */
type Wording = {
  marks: [string, string];
  quotes: string;
  facts: string;
  information: string;
  dated(place: string, date: string): string;
  /** Names a speaker before marks: `Minister X said:`. */
  introduce(name: string, title: string): string;
  /** A quotation within prose: `first` is a sentence without its point, `rest` what follows, with a space before it. */
  report(first: string, rest: string, name: string, title: string): string;
  underBlock(name: string, title: string): string;
  home: string;
};

const WORDING: Record<Lang, Wording> = {
  en: {
    marks: ['“', '”'],
    quotes: 'Quotes',
    facts: 'Quick facts',
    information: 'For further information: ',
    dated: (place, date) => `${place.toUpperCase()}, ${date} /CNW/ - `,
    introduce: (name, title) => `${capital(title)} ${name} said:`,
    report: (first, rest, name, title) =>
      `“${first}${rest ? `.${rest.replace(/\.$/, ',')}` : ','}” said ${name}, ${title}.`,
    underBlock: (name, title) => `${capital(title)} ${name}`,
    home: 'Home',
  },
  fr: {
    marks: ['« ', ' »'],
    quotes: 'Citations',
    facts: 'Faits saillants',
    information: 'Renseignements : ',
    dated: (place, date) => `${place.toUpperCase()}, le ${date} /CNW/ - `,
    introduce: (name, title) => `${capital(title)}, ${name}, a déclaré :`,
    report: (first, rest, name, title) => `« ${first}, a déclaré ${name}, ${title}.${rest} »`,
    underBlock: (name, title) => `${name}, ${title}`,
    home: 'Accueil',
  },
};
const DATES: Record<Lang, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long', timeZone: 'UTC' }),
};
const dateOf = ({ lang, event }: Draft): string => DATES[lang].format(FIRST_DAY + event.day * DAY_MS);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const LAYOUTS: readonly Layout[] = [
  {
    // Wire: quotations under a heading, a name line after each.
    extension: '.txt',
    write: (draft) => {
      const { marks, quotes } = WORDING[draft.lang];
      const lines = draft.quotations.flatMap(({ text, name, title }) => [
        marks[0] + text + marks[1],
        `- ${name}, ${title}`,
      ]);
      return plain(draft, draft.paragraphs, lines.length ? [quotes, ...lines] : []);
    },
  },
  {
    // Prose: each quotation after the paragraph it belongs to.
    extension: '.txt',
    write: (draft) => {
      const { report } = WORDING[draft.lang];
      const told = draft.quotations.map(({ text, name, title }) => {
        const end = text.search(/[.!?…](?= |$)/);
        return report(text.slice(0, end), text.slice(end + 1), name, title);
      });
      const { paragraphs } = draft;
      return plain(draft, [
        ...paragraphs.flatMap((paragraph, i) => (told[i] ? [paragraph, told[i]] : [paragraph])),
        ...told.slice(paragraphs.length),
      ]);
    },
  },
  {
    // Blocks without marks, known by the line under them.
    extension: '.txt',
    write: (draft) => {
      const { underBlock, quotes } = WORDING[draft.lang];
      const lines = draft.quotations.flatMap(({ text, name, title }) => [text, underBlock(name, title)]);
      return plain(draft, draft.paragraphs, lines.length ? [quotes, ...lines] : []);
    },
  },
  {
    // A page with block quotations.
    extension: '.html',
    write: (draft) =>
      page(
        draft,
        draft.quotations.map(
          ({ text, name, title }) =>
            `<blockquote><p>${escaped(text)}</p><footer><cite>${escaped(`${name}, ${title}`)}</cite></footer></blockquote>`,
        ),
      ),
  },
  {
    // A page that names each speaker before the marks.
    extension: '.html',
    write: (draft) => {
      const { marks, introduce } = WORDING[draft.lang];
      return page(
        draft,
        draft.quotations.flatMap(({ text, name, title }) => [
          `<p>${escaped(introduce(name, title))}</p>`,
          `<p>${escaped(marks[0] + text + marks[1])}</p>`,
        ]),
      );
    },
  },
];

function plain(draft: Draft, body: readonly string[], quotes: readonly string[] = []): string {
  const { lang, headline, event, facts, url } = draft;
  const wording = WORDING[lang];
  const publisher = event.publisher[lang];
  return [
    `---\nurl: ${url}\npublisher: "${publisher}"\ndate: ${isoDay(event.day)}\n---\n${headline}`,
    wording.dated(event.place, dateOf(draft)) + body[0]!,
    ...body.slice(1),
    ...quotes,
    ...(facts.length ? [wording.facts, facts.map((fact) => `- ${fact}`).join('\n')] : []),
    `SOURCE ${publisher}`,
    wording.information + contact(draft),
    '',
  ].join('\n\n');
}

function page(draft: Draft, quotes: readonly string[]): string {
  const { lang, headline, paragraphs, event, facts, url, otherUrl } = draft;
  const wording = WORDING[lang];
  const publisher = escaped(event.publisher[lang]);
  const other = LANGS.find((one) => one !== lang)!;
  const lines = [
    `<!DOCTYPE html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">`,
    `<title>${escaped(headline)} | ${publisher}</title>`,
    `<meta name="dcterms.creator" content="${publisher}">`,
    `<meta name="dcterms.issued" content="${isoDay(event.day)}">`,
    `<link rel="canonical" href="${url}">`,
    ...(otherUrl ? [`<link rel="alternate" hreflang="${other}" href="${otherUrl}">`] : []),
    '<style>.share{display:none}</style>\n<script>window.dataLayer=window.dataLayer||[];</script>\n</head>\n<body>',
    `<nav><ul><li><a href="/${lang}/">${wording.home}</a></li></ul></nav>\n<main>\n<article>`,
    `<h1>${escaped(headline)}</h1>`,
    ...paragraphs.map((text, i) => `<p>${i ? '' : wording.dated(event.place, dateOf(draft))}${escaped(text)}</p>`),
    ...(quotes.length ? [`<h2>${wording.quotes}</h2>`, ...quotes] : []),
    ...(facts.length
      ? [`<h2>${wording.facts}</h2>`, `<ul>${facts.map((fact) => `<li>${escaped(fact)}</li>`).join('')}</ul>`]
      : []),
    `<p>SOURCE ${publisher}</p>\n<p>${escaped(wording.information + contact(draft))}</p>`,
    '</article>\n</main>\n<footer><p>© news.example</p></footer>\n</body>\n</html>\n',
  ];
  return lines.join('\n');
}

/** One of the numbers stands in it as a telephone's last digits do. */
const contact = ({ event, lang }: Draft): string =>
  `${event.speakers.at(-1)!.name}, ${event.publisher[lang]}, 555 010-${formatted(1000 + (event.numbers[0]! % 9000), lang).replace(/\D/g, '')}`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[mark]};`);
