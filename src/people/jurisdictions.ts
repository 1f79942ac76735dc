/** Whose government a release is of: by its address and publisher, and what a printed title says itself. */
import type { Jurisdiction } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { fold } from '../util/fold.ts';

/** What is known of a release that may tell its government. */
export type Setting = {
  /** ISO date. */
  day: string | null;
  publisher: string | null;
  url: string | null;
  /** Of the dateline. */
  place: string | null;
};

export type Jurisdictions = {
  /** Of the site or the publisher; null when neither tells. */
  ofRelease(setting: Setting): string | null;
  /** Of the seat of a government: a hint only, others speak there too. */
  ofPlace(place: string | null): string | null;
  /** A title with the government it names at its end or head set apart (`premier ministre du Yukon`). */
  namedIn(titleWords: readonly string[]): { id: string; words: string[] } | null;
};

export function jurisdictionsOf(rows: readonly Jurisdiction[]): Jurisdictions {
  const hosts = new Map<string, string>();
  const publishers = new Map<string, string>();
  const places = new Map<string, string>();
  const names: { id: string; words: string[] }[] = [];
  for (const { id, name, hosts: sites, publishers: offices, places: seats } of rows) {
    for (const host of sites) hosts.set(host.toLowerCase(), id);
    for (const publisher of offices) publishers.set(plain(publisher), id);
    for (const place of seats) places.set(plain(place), id);
    for (const lang of LANGS) if (name[lang]) names.push({ id, words: plain(name[lang]).split(' ') });
  }
  // `British Columbia` before `Columbia`.
  names.sort((a, b) => b.words.length - a.words.length || (a.id < b.id ? -1 : 1));

  return {
    ofRelease: ({ url, publisher }) =>
      byHost(url) ?? (publisher === null ? null : (publishers.get(plain(publisher)) ?? null)),
    ofPlace: (place) => (place === null ? null : (places.get(plain(place)) ?? null)),
    namedIn(titleWords) {
      for (const { id, words } of names) {
        if (words.length >= titleWords.length) continue;
        const tail = titleWords.slice(-words.length);
        if (tail.every((word, i) => word === words[i])) return { id, words: titleWords.slice(0, -words.length) };
        const head = titleWords.slice(0, words.length);
        if (head.every((word, i) => word === words[i])) return { id, words: titleWords.slice(words.length) };
      }
      return null;
    },
  };

  function byHost(url: string | null): string | null {
    const [, host] = /^https?:\/\/([^/?#:]+)/i.exec(url ?? '') ?? [];
    const labels = (host ?? '').toLowerCase().split('.');
    for (let i = 0; i + 1 < labels.length; i += 1) {
      const id = hosts.get(labels.slice(i).join('.'));
      if (id) return id;
    }
    return null;
  }
}

const plain = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
