/** What narrows a search: facet values with their counts, years as bars, dates, and the filters in force as tags. */
import type { ComponentChildren } from 'preact';
import type { FacetValue, Listing, Facets as SearchFacets, SearchResult } from '../../search/port.ts';
import { LIMITS } from '../limits.ts';
import {
  FINDABLE,
  type Findable,
  isPeriod,
  LIST_FILTERS,
  NO_FILTERS,
  searchFields,
  toggled,
  toggledPeriod,
  type View,
  yearOf,
} from '../requests.ts';
import type { FoundValues } from '../searches.ts';
import type { Page } from './page.ts';

/** Names of filter values by `field:id`. */
export type Names = ReadonlyMap<string, string>;

/** The id of the search form of the page, which the fields among the filters belong to. */
export const SEARCH_FORM = 'search';

type FacetName = keyof SearchFacets;
type ListFacet = Exclude<FacetName, 'year'>;

/** Values shown at once, and those that wait folded. More belong to the pages of speakers and of portfolios. */
const SHOWN = 6;
const FOLDED = 24;

/** How many links a list of a page may have: each holds the address of the page, which may be long. */
const linksOn = (page: Page, view: View): number => Math.floor(LIMITS.links / page.to.search(view).length);

/** How many values of each facet wait folded. */
const foldedOn = (page: Page, view: View): number =>
  Math.min(FOLDED, Math.max(0, Math.floor(linksOn(page, view) / FACETS) - SHOWN));
const FACETS = 6;

type FacetsProps = {
  page: Page;
  view: View;
  result: Pick<SearchResult, 'facets' | 'months'>;
  found: FoundValues;
};

export function Facets({ page, view, result: { facets, months }, found }: FacetsProps) {
  const facet = (name: ListFacet) => (
    <Facet page={page} view={view} name={name} values={facets[name]} found={found[name as Findable]} />
  );
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" tabIndex={-1}>
        {page.strings.filters}
      </h2>
      {facet('speaker')}
      {facet('post')}
      <section class="facet">
        <h3>{page.strings.facets.year}</h3>
        <Years page={page} view={view} years={facets.year} months={months ?? []} />
        <Dates page={page} view={view} />
      </section>
      {facet('lang')}
      {facet('kind')}
      {facet('publisher')}
    </section>
  );
}

/** The filters in force; each link removes one. */
export function FilterTags({ page, view, names }: { page: Page; view: View; names: Names }) {
  const { strings, to } = page;
  const { from, to: last } = view.filters;
  const chosen = LIST_FILTERS.flatMap((field) => view.filters[field].map((id) => ({ field, id })));
  const dates = from !== null || last !== null ? [{ ...view.filters, from: null, to: null }] : [];
  if (chosen.length + dates.length === 0) return null;
  const most = Math.max(1, Math.min(LIMITS.tags, linksOn(page, view)));
  const tags = [
    ...chosen.slice(0, most).map(({ field, id }) => ({
      name: valueName(page, field, { id, name: names.get(`${field}:${id}`) ?? id }),
      without: toggled(view, field, id),
    })),
    ...dates.map((filters) => ({ name: datesName(page, view), without: { ...view, page: 1, filters } })),
  ];
  const left = chosen.length - most;
  return (
    <ul class="active" aria-label={strings.activeFilters}>
      {tags.map(({ name, without }) => (
        <li key={name}>
          <a class="tag" href={to.search(without)} aria-label={strings.removeFilter(name)}>
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {left > 0 && <li class="muted">{page.count(left, strings.moreValues)}</li>}
      {tags.length > 1 && (
        <li>
          <a href={to.search({ ...view, page: 1, filters: NO_FILTERS })}>{strings.removeAllFilters}</a>
        </li>
      )}
    </ul>
  );
}

type FacetProps = {
  page: Page;
  view: View;
  name: ListFacet;
  values: FacetValue[];
  found: Listing<FacetValue> | undefined;
};

function Facet({ page, view, name, values, found }: FacetProps) {
  const { strings, count } = page;
  const findable = Object.hasOwn(FINDABLE, name) ? (name as Findable) : null;
  const sought = findable ? (view.find?.[findable] ?? '') : '';
  if (values.length === 0 && sought === '') return null;
  const inForce = new Set<string>(view.filters[name]);
  const isChosen = ({ id }: FacetValue) => inForce.has(id);
  const most = foldedOn(page, view);
  const chosen = values.filter(isChosen).slice(0, SHOWN + most);
  const offered = found?.items ?? values;
  const others = offered.filter((value) => !isChosen(value));
  const shown = Math.max(0, SHOWN - chosen.length);
  const folded = others.slice(shown, shown + most);
  const left = (found?.total ?? offered.length) - (offered.length - others.length) - shown - folded.length;
  // Once a value is chosen, what it was found by has done its work.
  const chosenFrom = { ...view, find: { ...view.find, [name]: '' } };
  const list = (part: FacetValue[]) => (
    <ul>
      {part.map((value) => (
        <li key={value.id}>
          <FacetLink
            name={`${name}:${value.id}`}
            href={page.to.search(toggled(chosenFrom, name, value.id))}
            isOn={isChosen(value)}
          >
            <span>{valueName(page, name, value)}</span> <span class="number">{page.number(value.count)}</span>
          </FacetLink>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="facet">
      <h3>{strings.facets[name]}</h3>
      {findable && (values.length > SHOWN || sought !== '') && (
        <input
          type="search"
          form={SEARCH_FORM}
          name={FINDABLE[findable]}
          value={sought}
          placeholder={strings.findIn[findable]}
          aria-label={strings.findIn[findable]}
          data-finds={`values-${name}`}
          maxLength={LIMITS.name}
          autocomplete="off"
        />
      )}
      <div data-part={`values-${name}`}>
        {list([...chosen, ...others.slice(0, shown)])}
        {found?.total === 0 && <p class="muted">{strings.noneWithName}</p>}
        {folded.length > 0 && (
          <details>
            <summary>{count(folded.length, strings.moreValues)}</summary>
            {list(folded)}
            {left > 0 && <p class="muted">{count(left, strings.valuesNotShown)}</p>}
          </details>
        )}
      </div>
    </section>
  );
}

/** Years, newest first, and the months of the year that is looked at. */
function Years({ page, view, years, months }: { page: Page; view: View; years: FacetValue[]; months: FacetValue[] }) {
  const newestFirst = [...years].sort((a, b) => b.id.localeCompare(a.id));
  const folded = newestFirst.slice(YEARS_SHOWN).slice(0, MOST_FOLDED_YEARS * foldedOn(page, view));
  const year = yearOf(view.filters);
  const ofYear = months.filter(({ id }) => year !== null && id.startsWith(year));
  return (
    <>
      <Bars page={page} view={view} values={newestFirst.slice(0, YEARS_SHOWN)} all={years} />
      {folded.length > 0 && (
        <details>
          <summary>{page.count(folded.length, page.strings.moreValues)}</summary>
          <Bars page={page} view={view} values={folded} all={years} />
        </details>
      )}
      {ofYear.length > 0 && (
        <>
          <h4>{page.strings.monthsOf(year!)}</h4>
          <Bars
            page={page}
            view={view}
            values={ofYear
              .sort((a, b) => a.id.localeCompare(b.id))
              .map((month) => ({ ...month, name: page.monthName(month.id) }))}
            all={ofYear}
          />
        </>
      )}
    </>
  );
}

const YEARS_SHOWN = 10;
/** To so many there is one value of another facet. */
const MOST_FOLDED_YEARS = 4;

type BarsProps = { page: Page; view: View; values: FacetValue[]; all: FacetValue[] };

/** Each as long as it is rich beside the richest of all. */
function Bars({ page, view, values, all }: BarsProps) {
  const most = Math.max(...all.map(({ count }) => count));
  return (
    <ul class="bars">
      {values.map(({ id, name, count }) => (
        <li key={id}>
          <FacetLink
            name={`year:${id}`}
            href={page.to.search(toggledPeriod(view, id))}
            isOn={isPeriod(view.filters, id)}
          >
            <span>{name}</span> <Bar share={count / most} /> <span class="number">{page.number(count)}</span>
          </FacetLink>
        </li>
      ))}
    </ul>
  );
}

/** As long as its share of the whole, 0 to 1; what it says stands beside it in figures. */
function Bar({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar" width={Math.max(1, Math.round(share * 100))} height="8" />
    </svg>
  );
}

/** `name` tells the value also where its address has changed: the script keeps the focus on it. */
function FacetLink({ name, href, isOn, children }: FacetLinkProps) {
  return (
    <a href={href} aria-current={isOn ? 'true' : undefined} rel="nofollow" data-key={name}>
      {children}
    </a>
  );
}

type FacetLinkProps = { name: string; href: string; isOn: boolean; children: ComponentChildren };

function Dates({ page, view }: { page: Page; view: View }) {
  const { strings } = page;
  const typed = new Map(searchFields(view));
  const field = (name: 'from' | 'to', label: string) => (
    <label>
      {label}
      <input
        id={`date-${name}`}
        form={SEARCH_FORM}
        name={name}
        value={typed.get(name) ?? ''}
        size={10}
        autocomplete="off"
        aria-describedby="date-hint"
      />
    </label>
  );
  return (
    <fieldset class="dates">
      <legend class="hidden">{strings.dates}</legend>
      {field('from', strings.dateFrom)}
      {field('to', strings.dateTo)}
      <p id="date-hint" class="muted">
        {strings.dateHint}
      </p>
      <button class="quiet" type="submit" form={SEARCH_FORM}>
        {strings.applyDates}
      </button>
    </fieldset>
  );
}

/** The name as the page's language says it; languages and kinds have theirs in the strings. */
function valueName({ strings }: Page, facet: FacetName, { id, name }: Omit<FacetValue, 'count'>): string {
  const own: Partial<Record<FacetName, Record<string, string>>> = { lang: strings.languages, kind: strings.kinds };
  return own[facet]?.[id] ?? name;
}

/** The dates in force as one filter: a year, years, or a period in words. */
function datesName(page: Page, { filters: { from, to } }: View): string {
  const years = from?.endsWith('-01-01') && to?.endsWith('-12-31') ? [from, to].map((day) => day.slice(0, 4)) : [];
  return years.length > 0 ? [...new Set(years)].join('–') : (page.period(from, to) ?? '');
}
