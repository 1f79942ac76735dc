/**
 * Mentions -> people and posts: the names and titles that releases print, against the register and the day. Rather no
 * speaker than a wrong one: what fits two people is nobody, and a remark names them. Whom the register does not know is
 * known by the name (`p-…`), a post it does not know by its wording (`t-…`): ids are a function of what is printed, so
 * they depend on no order.
 */
import type { Attribution, Diagnostic, Lang, Localized, Person, Post, Register } from '../domain.ts';
import { renderingsWithin } from '../lang/glossary/index.ts';
import { type Gender, LANGS, languages } from '../lang/index.ts';
import { fold } from '../util/fold.ts';
import { jurisdictionsOf, type Setting } from './jurisdictions.ts';
import {
  keyWithoutInitials,
  looksMisprinted,
  mayBeForm,
  mayBePerson,
  nameKey,
  nameWords,
  slug,
  withoutRank,
} from './names.ts';
import { isKnownToHold, mayHold, postsOfRegister, type Tenure } from './posts.ts';
import { type PrintedPost, postsOf } from './titles.ts';

export type { Setting } from './jurisdictions.ts';

/** Changes with every change of the rules, so that a published snapshot is known to be resolved by others. */
export const PEOPLE = '4';

export type Named = { id: string; name: string };

/** An attribution as extracted, with the language of its quotation. */
export type Said = { attribution: Pick<Attribution, 'names' | 'mention' | 'title' | 'certainty'>; lang: Lang };

export type Resolved = {
  /** One for each name of the attribution, in its order; null where it fits several people. */
  people: (Named | null)[];
  /** Who speaks: those of `people` that are known, or the one whom a title alone denotes. */
  speakers: Named[];
  posts: Post[];
  /** The printed posts, each with the one it was taken for; null for one that was held before. */
  printed: { title: string; isBare: boolean; postId: string | null }[];
  /** The ids of all whom an ambiguous mention may denote. */
  candidates: string[];
  /** Whether the mention describes a person by an office, without a name. */
  isDescribed: boolean;
  diagnostics: Diagnostic[];
};

export type Directory = {
  /** Who speaks in each of the quotations of one release, and in which posts on its day. */
  resolve(setting: Setting, said: readonly Said[]): Resolved[];
  /** Whether the register gives a better name than what is printed of this person: part of a name, or a known misprint. */
  names(personId: string, printed: string): boolean;
};

export function directoryOf(register: Register): Directory {
  const people = new Map(register.people.map((person) => [person.id, person]));
  const byName = new Map<string, Set<Person>>();
  const bySurname = new Map<string, Set<Person>>();
  const posts = postsOfRegister(register);
  const jurisdictions = jurisdictionsOf(register.jurisdictions ?? []);
  for (const person of register.people) {
    for (const name of [person.name, ...person.otherNames, ...(person.misprints ?? [])]) {
      const words = nameWords(name);
      put(byName, nameKey(words), person);
      put(byName, keyWithoutInitials(words), person);
      put(bySurname, words.at(-1) ?? '', person);
    }
  }
  // The same titles are printed over and over.
  const printed = new Map<string, PrintedPost[]>();
  const governed = new Map<string, Governed>();

  return {
    names(personId, printed) {
      const person = people.get(personId);
      const words = nameWords(printed);
      const isPart = words.length < 2 || words.some((word) => word.length === 1);
      const isMisprint = person?.misprints?.some((misprint) => nameKey(nameWords(misprint)) === nameKey(words));
      return person !== undefined && (isPart || isMisprint === true);
    },
    resolve(setting, said) {
      const own = jurisdictions.ofRelease(setting);
      const named = said.map((one) => {
        const titles = printedPosts(one.attribution.title, one.lang);
        const { names, certainty } = one.attribution;
        // `unknown` names nobody: it describes (`a spokesperson`).
        const found = certainty === 'unknown' ? [] : names.map((name) => whoIs(name, titles, one.lang, setting.day));
        return { ...one, titles, found };
      });
      const jurisdiction = own ?? jurisdictionOfSpeakers(named.flatMap(({ found }) => found));
      return named.map(({ attribution, lang, titles, found }): Resolved => {
        const alone = byTitleAlone(attribution, titles, lang, setting, jurisdiction);
        const persons = alone.person ? [alone.person] : found.map(({ person }) => person);
        const speakers = persons.filter((person) => person !== null);
        return {
          people: persons.map((person) => person && namedOf(person)),
          speakers: speakers.map(namedOf),
          ...postsHeld(speakers, alone.titles, lang, setting, jurisdiction, own),
          candidates: [...found.flatMap(({ candidates }) => candidates), ...alone.candidates].map(({ id }) => id),
          isDescribed: isDescribed(attribution, lang),
          diagnostics: [...found.flatMap(ambiguous), ...alone.diagnostics],
        };
      });
    },
  };

  // ------------------------------------------------------------------------------------------------------- by the name

  type Found = { name: string; person: Person | null; candidates: readonly Person[] };

  /** Null where several people of the register fit; a person of the name's own where none does. */
  function whoIs(name: string, titles: readonly PrintedPost[], lang: Lang, day: string | null): Found {
    const words = nameWords(name);
    const sameName = [...(byName.get(nameKey(words)) ?? byName.get(keyWithoutInitials(words)) ?? [])];
    const possible = sameName.filter((person) => !isContradicted(person, titles, lang));
    if (possible.length === 1) return { name, person: possible[0]!, candidates: [] };
    const fitting = best(possible, (person) => support(person, titles, lang, day));
    if (fitting.length === 1) return { name, person: fitting[0]!, candidates: [] };
    if (possible.length > 1) return { name, person: null, candidates: possible };
    if (sameName.length === 0) {
      const form = byOtherForm(words, titles, lang, day);
      if (form) return { name, person: form, candidates: [] };
    }
    return { name, person: mayBePerson(name) ? learned(name) : null, candidates: [] };
  }

  /** Initials, part of a name, a misprint: only together with a post that this person held that day. */
  function byOtherForm(words: readonly string[], titles: readonly PrintedPost[], lang: Lang, day: string | null) {
    const holders = new Set(
      titles
        .flatMap((title) =>
          posts
            .worded(title, lang)
            .flatMap((post) => posts.holdersOf(post).filter((tenure) => mayHold(tenure, day) === !title.former)),
        )
        .map(({ person }) => person),
    );
    for (const word of words.slice(-2)) {
      for (const person of bySurname.get(word) ?? [])
        if (support(person, titles, lang, day) >= HELD) holders.add(person);
    }
    const key = nameKey(words);
    const forms = [...holders].filter((person) =>
      [person.name, ...person.otherNames].some((name) => {
        const known = nameWords(name);
        return mayBeForm(words, known) || looksMisprinted(key, nameKey(known));
      }),
    );
    return forms.length === 1 ? forms[0]! : null;
  }

  /** How well the printed posts agree with those of this person: held that day, or ever. */
  function support(person: Person, titles: readonly PrintedPost[], lang: Lang, day: string | null): number {
    const tenures = posts.heldBy(person);
    const fits = (tenure: Tenure, title: PrintedPost) => posts.fit(title, lang, tenure.post) !== null;
    if (
      tenures.some((tenure) => mayHold(tenure, day) && titles.some((title) => !title.former && fits(tenure, title)))
    ) {
      return HELD;
    }
    return tenures.some((tenure) => titles.some((title) => fits(tenure, title))) ? HELD_ONCE : 0;
  }

  /**
   * Whether all that is printed are posts of other bodies (`President, Hale Bank`) or of a town, and none that this
   * person ever held: then it is somebody else of that name.
   */
  function isContradicted(person: Person, titles: readonly PrintedPost[], lang: Lang): boolean {
    if (titles.length === 0 || titles.some(({ isPublic, isOffice }) => isPublic || !isOffice)) return false;
    const tenures = posts.heldBy(person);
    return !tenures.some(({ post }) => titles.some((title) => posts.fit(title, lang, post) !== null));
  }

  // ---------------------------------------------------------------------------------------------------- by the title

  function isDescribed({ certainty, mention, title }: Said['attribution'], lang: Lang): boolean {
    return (
      certainty === 'unknown' && [mention, title].some((text) => printedPosts(text, lang).some((one) => one.isOffice))
    );
  }

  type Alone = {
    person: Person | null;
    titles: readonly PrintedPost[];
    candidates: readonly Person[];
    diagnostics: Diagnostic[];
  };

  /** Whom a mention without a name denotes (`la ministre de la Culture`): the one holder of that day, where one is known. */
  function byTitleAlone(
    { mention, names, certainty }: Said['attribution'],
    titles: readonly PrintedPost[],
    lang: Lang,
    setting: Setting,
    jurisdiction: string | null,
  ): Alone {
    const none: Alone = { person: null, titles, candidates: [], diagnostics: [] };
    if (!mention || certainty === 'stated' || certainty === 'inferred' || isPlural(mention, lang)) return none;
    if (certainty !== 'unknown' && holdsName(mention, names)) return none;
    const [title, ...others] = printedPosts(mention, lang);
    if (!title || others.length > 0 || title.former || (title.isBare && !title.isPublic)) return none;
    // The release introduces somebody under this very title: it knows better.
    if (certainty === 'resolved' && titles.some(({ key }) => key === title.key)) return none;
    // Against what the document says itself a dateline is too little: others speak in a capital too.
    const place = certainty === 'unknown' ? jurisdictions.ofPlace(setting.place) : null;
    const tenures = tenuresOf(title, lang, setting.day, jurisdiction, place, genderOf(mention, lang));
    const persons = [...new Set(tenures.map(({ person }) => person))];
    if (persons.length === 1) return { ...none, person: persons[0]!, titles: [title] };
    if (persons.length === 0 || certainty !== 'unknown') return none;
    return { ...none, candidates: persons, diagnostics: [remark(mention, persons)] };
  }

  /** Who is known to have held it that day; of all governments only where nothing tells which is meant. */
  function tenuresOf(
    title: PrintedPost,
    lang: Lang,
    day: string | null,
    jurisdiction: string | null,
    place: string | null,
    gender: Gender,
  ): Tenure[] {
    const { post, government } = withoutGovernment(title, lang);
    const where = government ?? jurisdiction ?? place;
    const fitting = [...posts.worded(title, lang), ...posts.worded(post, lang)];
    if (where !== null) fitting.push(...posts.shortened(post, lang, where));
    const held = (candidates: readonly Post[]) =>
      [...new Set(candidates)].flatMap((candidate) => {
        const holders = posts.holdersOf(candidate);
        return holders.filter((tenure) => isKnownToHold(tenure, day, holders));
      });
    const inside = held(fitting.filter((candidate) => where !== null && candidate.jurisdiction === where));
    const exact = inside.filter((tenure) => posts.fit(post, lang, tenure.post) === 'exact');
    const found = exact.length > 0 ? exact : inside;
    const right = found.filter(({ person }) => !gender || !person.gender || person.gender === gender);
    if (where !== null) return right;
    // Nothing tells the government: whoever it may be is named as a candidate, never as the speaker.
    const anywhere = held(fitting);
    return new Set(anywhere.map(({ person }) => person)).size > 1 ? anywhere : [];
  }

  // ------------------------------------------------------------------------------------------------------------ posts

  /** The posts that are printed; where none is, those that the register has them hold that day. */
  function postsHeld(
    persons: readonly Person[],
    titles: readonly PrintedPost[],
    lang: Lang,
    setting: Setting,
    jurisdiction: string | null,
    own: string | null,
  ): Pick<Resolved, 'posts' | 'printed'> {
    const held = persons.flatMap((person) =>
      posts
        .heldBy(person)
        .filter((tenure) => mayHold(tenure, setting.day))
        .map(({ post }) => post),
    );
    const offices = titles.filter(({ isOffice }) => isOffice);
    const found = offices.map((title) => postsTitled(title, held));
    const all = offices.length > 0 ? found.flat() : known();
    return {
      posts: [...new Map(all.map((post) => [post.id, post])).values()],
      printed: offices.map(({ title, isBare }, i) => ({ title, isBare, postId: found[i]![0]?.id ?? null })),
    };

    /** Only what is sure: an open tenure of a minister who has left is none. */
    function known(): Post[] {
      return persons.flatMap((person) =>
        posts
          .heldBy(person)
          .filter((tenure) => isKnownToHold(tenure, setting.day, posts.holdersOf(tenure.post)))
          .map(({ post }) => post),
      );
    }

    function postsTitled(title: PrintedPost, held: readonly Post[]): Post[] {
      // What was held before is not held that day.
      if (title.former) return [];
      const { post: plain, government } = withoutGovernment(title, lang);
      const fits = (how: 'exact' | 'near') =>
        held.filter((post) => posts.fit(title, lang, post) === how || posts.fit(plain, lang, post) === how);
      const exact = fits('exact');
      if (exact.length > 0) return exact.slice(0, 1);
      const near = fits('near');
      if (near.length === 1) return near;
      // `la ministre`, of several ministries: no more than that is said.
      if (near.length > 1 && title.portfolio === null) return near;
      const together = posts.together(title, lang, held);
      if (together.length > 0) return [...together];
      const governments = persons.flatMap((person) => posts.heldBy(person).map(({ post }) => post.jurisdiction));
      const where = government ?? (persons.some(({ id }) => people.has(id)) ? governments[0] : jurisdiction) ?? null;
      const worded = [...posts.worded(title, lang), ...posts.worded(plain, lang)].filter(
        (post) => where !== null && post.jurisdiction === where && !isHeldByAnother(post, persons),
      );
      if (worded[0]) return [worded[0]];
      return [learnedPost(title, plain, lang, government ?? (title.portfolio !== null ? own : null), persons)];
    }

    /** A minister of another government may be quoted: one who is known to hold the post that day rules it out. */
    function isHeldByAnother(post: Post, persons: readonly Person[]): boolean {
      const holders = posts.holdersOf(post);
      const sure = holders.filter((tenure) => isKnownToHold(tenure, setting.day, holders));
      return sure.length > 0 && !sure.some(({ person }) => persons.some(({ id }) => id === person.id));
    }
  }

  /** A post that the register does not know: its wording, in the jurisdiction that it names or that publishes it. */
  function learnedPost(
    title: PrintedPost,
    plain: PrintedPost,
    lang: Lang,
    jurisdiction: string | null,
    persons: readonly Person[],
  ): Post {
    const conflict = posts.worded(plain, lang).some((post) => post.jurisdiction === jurisdiction) && persons.length > 0;
    const where = conflict ? null : jurisdiction;
    const words = (where === null ? title : plain).key.replaceAll(' ', '-');
    return {
      id: `t-${[where, words].filter((part) => part !== null).join('-')}`.slice(0, 100),
      title: { [lang]: title.title },
      portfolio: title.portfolio === null ? {} : { [lang]: title.portfolio },
      jurisdiction: where,
    };
  }

  /** `premier ministre du Yukon` -> `premier ministre`, of the Yukon; a member's constituency is no government. */
  function withoutGovernment(title: PrintedPost, lang: Lang): Governed {
    const key = `${lang} ${title.title}`;
    const known = governed.get(key) ?? readGovernment(title, lang);
    if (governed.size >= MOST_TITLES) governed.clear();
    governed.set(key, known);
    return known;
  }

  function readGovernment(title: PrintedPost, lang: Lang): Governed {
    const words = fold(title.title).match(/[\p{L}\p{N}]+/gu) ?? [];
    const named = title.isGovernment ? jurisdictions.namedIn(words) : null;
    if (!named) return { post: title, government: null };
    const [post] = postsOf(named.words.join(' '), lang);
    return { post: post ?? title, government: named.id };
  }

  function printedPosts(title: string | null, lang: Lang): PrintedPost[] {
    if (!title) return [];
    const key = `${lang} ${title}`;
    let parts = printed.get(key);
    if (!parts) {
      if (printed.size >= MOST_TITLES) printed.clear();
      parts = postsOf(title, lang);
      printed.set(key, parts);
    }
    return parts;
  }

  /** Of the people of the register who are named in the release, where all are of one. */
  function jurisdictionOfSpeakers(found: readonly Found[]): string | null {
    const all = new Set(
      found.flatMap(({ person }) => (person ? posts.heldBy(person).map(({ post }) => post.jurisdiction) : [])),
    );
    const [only] = all;
    return all.size === 1 ? (only ?? null) : null;
  }
}

/** A post as a quotation carries it, with the other words by which it is found. */
export function shownPost(post: Post): { id: string; title: Localized; portfolio: Localized; foundBy?: FoundBy } {
  const { id, title, portfolio, otherTitles = {} } = post;
  const foundBy: FoundBy = {};
  for (const lang of LANGS) {
    const others = [...(otherTitles[lang] ?? []), ...(title[lang] ? [] : renderingsWithin(portfolio, lang))];
    if (others.length > 0) foundBy[lang] = others;
  }
  return { id, title, portfolio, ...(Object.keys(foundBy).length > 0 ? { foundBy } : {}) };
}

/** The register with all the words by which its posts are found. */
export function searchable(register: Register): Register {
  const posts = register.posts.map((post) => {
    const { foundBy } = shownPost(post);
    return foundBy ? { ...post, otherTitles: foundBy } : post;
  });
  return { ...register, posts };
}

type FoundBy = Partial<Record<Lang, string[]>>;

type Governed = { post: PrintedPost; government: string | null };

const HELD = 2;
const HELD_ONCE = 1;
const MOST_TITLES = 50_000;

const namedOf = ({ id, name }: Person): Named => ({ id, name });

/** Those of the register whom this name in full may denote. */
export function namesakesIn(people: readonly Person[], name: string): Person[] {
  const key = nameKey(nameWords(name));
  return people.filter((person) => [person.name, ...person.otherNames].some((one) => nameKey(nameWords(one)) === key));
}

/** Known by the name alone, and by no other. */
export function learned(name: string): Person {
  const bare = withoutRank(name);
  return { id: `p-${slug(bare)}`, name: bare, otherNames: [] };
}

function ambiguous({ name, candidates }: { name: string; candidates: readonly Person[] }): Diagnostic[] {
  return candidates.length > 1 ? [remark(name, candidates)] : [];
}

const remark = (mention: string, candidates: readonly Person[]): Diagnostic => ({
  rule: 'speaker-ambiguous',
  message: `"${mention}" may be ${candidates.map(({ id, name }) => `${name} (${id})`).join(', ')}`,
  span: null,
});

/** Those of the highest mark above nothing. */
function best<Item>(items: readonly Item[], mark: (item: Item) => number): Item[] {
  const marks = items.map(mark);
  const highest = Math.max(0, ...marks);
  return highest === 0 ? [] : items.filter((_, i) => marks[i] === highest);
}

/** Whether the mention prints a word of a name that the document gives for it. */
function holdsName(mention: string, names: readonly string[]): boolean {
  const words = new Set(fold(mention).match(/[\p{L}\p{N}]+/gu) ?? []);
  return names.some((name) => name !== mention && nameWords(name).some((word) => word.length > 1 && words.has(word)));
}

/** `les premiers ministres`, `Premiers`: several people, none of whom is told. */
function isPlural(mention: string, lang: Lang): boolean {
  const { offices, pluralDeterminers } = languages[lang];
  const words = fold(mention).match(/[\p{L}'-]+/gu) ?? [];
  if (pluralDeterminers.has(words[0] ?? '')) return true;
  const office = words.find((word) => offices.has(word)) ?? '';
  return office.endsWith('s') && offices.has(office.slice(0, -1));
}

/** What the article or the noun of office tells (`la ministre`, `présidente`). */
function genderOf(mention: string, lang: Lang): Gender {
  const { determiners, offices } = languages[lang];
  const words = mention.split(/\s+/).map((word) => fold(word).replace(/[^\p{L}'-]/gu, ''));
  const office = words.find((word) => offices.has(word)) ?? '';
  return determiners.get(words[0] ?? '') ?? offices.get(office) ?? null;
}

function put<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): void {
  if (key === '') return;
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
