import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchRequest } from '../../src/search/port.ts';
import {
  readParameters,
  SEARCH_PARAMETERS,
  searchFor,
  searchOf,
  toggled,
  toggledPeriod,
  VIEW_PARAMETERS,
  viewOf,
  writeSearch,
  yearOf,
} from '../../src/web/requests.ts';

function read(query: string) {
  const { values, faults } = readParameters(SEARCH_PARAMETERS, new URLSearchParams(query));
  return { request: searchOf(values, 'fr'), faults };
}

describe('a search in a URL', () => {
  it('is everything when the URL says nothing', () => {
    expect(read('')).toEqual({ request: searchFor({}, 'fr'), faults: [] });
    expect(read('q=&page=&speaker=&from=')).toEqual(read(''));
  });

  it('turns partial dates into the first and the last day', () => {
    const dates = (query: string) => {
      const { from, to } = read(query).request.filters;
      return [from, to];
    };
    expect(dates('from=2020&to=2020')).toEqual(['2020-01-01', '2020-12-31']);
    expect(dates('from=2020-02&to=2020-02')).toEqual(['2020-02-01', '2020-02-29']);
    expect(dates('from=1900-02&to=1900-02')).toEqual(['1900-02-01', '1900-02-28']);
    expect(dates('from=0096-02&to=0096-02')).toEqual(['0096-02-01', '0096-02-29']);
    expect(dates('from=2021-05-06&to=2021-05-07')).toEqual(['2021-05-06', '2021-05-07']);
  });

  it.each([
    '2021-02-29',
    '2021-13',
    '2021-00',
    '2021-01-32',
    '21',
    '2021-1',
    'hier',
    '2021-01-01T00:00',
  ])('finds fault with the date %s', (value) => {
    const { request, faults } = read(`from=${value}&q=mer`);
    expect(request.filters.from).toBeNull();
    expect(request.q).toBe('mer');
    expect(faults).toMatchObject([{ code: 'invalid-parameter', parameter: 'from', value }]);
  });

  it.each(['0', '-1', '1.5', '1e1', ' 5', '101', '٣', '99999999999999999999'])('finds fault with %s hits', (value) => {
    const { request, faults } = read(`hitsPerPage=${encodeURIComponent(value)}`);
    expect(request.hitsPerPage).toBe(20);
    expect(faults).toMatchObject([{ code: 'invalid-parameter', parameter: 'hitsPerPage', value }]);
  });

  it('says when words are not to be translated, and nothing when they are', () => {
    expect(read('q=mer&translate=false').request.translate).toBe(false);
    expect(read('q=mer&translate=true')).toEqual(read('q=mer'));
    expect(writeSearch(read('q=mer&translate=false').request)).toBe('?q=mer&translate=false');
    expect(read('translate=no').faults).toMatchObject([{ code: 'invalid-parameter', parameter: 'translate' }]);
  });

  it('takes the first of a repeated single parameter, and all of a repeatable one', () => {
    const { request, faults } = read('q=a&q=&q=b&lang=fr&lang=en&lang=fr&lang=de');
    expect(request.q).toBe('a');
    expect(request.filters.lang).toEqual(['fr', 'en']);
    expect(faults.map(({ code, parameter, value }) => [code, parameter, value])).toEqual([
      ['repeated-parameter', 'q', 'b'],
      ['invalid-parameter', 'lang', 'de'],
    ]);
  });

  it('reads names of object members as unknown parameters', () => {
    expect(read('constructor=1&__proto__=2').faults.map(({ code }) => code)).toEqual([
      'unknown-parameter',
      'unknown-parameter',
    ]);
  });

  it('is read back as it was written', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' });
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const request: fc.Arbitrary<SearchRequest> = fc.record({
      q: fc.string({ unit: 'grapheme' }),
      filters: fc.record({
        speaker: fc.uniqueArray(word),
        post: fc.uniqueArray(word),
        lang: fc.uniqueArray(fc.constantFrom('en', 'fr')),
        kind: fc.uniqueArray(fc.constantFrom('direct', 'mixed', 'indirect')),
        publisher: fc.uniqueArray(word),
        from: fc.option(day),
        to: fc.option(day),
      }),
      sort: fc.constantFrom(null, 'relevance', 'newest', 'oldest'),
      page: fc.integer({ min: 1, max: 100 }),
      hitsPerPage: fc.integer({ min: 1, max: 100 }),
      displayLang: fc.constant('fr'),
    });
    fc.assert(
      fc.property(request, (asked) => {
        expect(read(writeSearch(asked))).toEqual({ request: asked, faults: [] });
      }),
    );
  });

  it('carries how the page shows it', () => {
    const query = '?q=mer&group=speaker&findSpeaker=bel&findPublisher=quai';
    const { values, faults } = readParameters(VIEW_PARAMETERS, new URLSearchParams(query));
    const view = viewOf(values, 'fr');
    expect(faults).toEqual([]);
    expect(view).toMatchObject({ group: 'speaker', find: { speaker: 'bel', post: '', publisher: 'quai' } });
    expect(writeSearch(view)).toBe(query);
    expect(writeSearch(toggled(view, 'speaker', 'a'))).toBe(query.replace('&group', '&speaker=a&group'));
  });

  it('toggles values and years, back to the first page', () => {
    const { request } = read('q=mer&speaker=a&page=3');
    expect(writeSearch(toggled(request, 'speaker', 'b'))).toBe('?q=mer&speaker=a&speaker=b');
    expect(writeSearch(toggled(request, 'speaker', 'a'))).toBe('?q=mer');
    const year = toggledPeriod(request, '2020');
    expect(writeSearch(year)).toBe('?q=mer&speaker=a&from=2020&to=2020');
    expect(writeSearch(toggledPeriod(year, '2021'))).toBe('?q=mer&speaker=a&from=2021&to=2021');
    expect(writeSearch(toggledPeriod(year, '2020'))).toBe('?q=mer&speaker=a');
    const month = toggledPeriod(year, '2020-02');
    expect(writeSearch(month)).toBe('?q=mer&speaker=a&from=2020-02-01&to=2020-02-29');
    expect([yearOf(year.filters), yearOf(month.filters), yearOf(request.filters)]).toEqual(['2020', '2020', null]);
    expect(writeSearch(toggledPeriod(month, '2020-02'))).toBe('?q=mer&speaker=a');
  });
});
