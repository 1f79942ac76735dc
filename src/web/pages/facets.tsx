/** What narrows a search: the lists of facet values with their counts, the dates, and the filters in force as tags. */
import type { FacetValue, Facets as SearchFacets, SearchRequest } from '../../search/port.ts';
import { isYear, LIST_FILTERS, NO_FILTERS, toggled, toggledYear } from '../requests.ts';
import type { Page } from './page.ts';

/** Names of filter values by `field:id`. */
export type Names = ReadonlyMap<string, string>;

/** The id of the search form of the page, which the date fields belong to. */
export const SEARCH_FORM = 'search';

type FacetName = keyof SearchFacets;

/** In the order of the page. */
const FACETS: FacetName[] = ['speaker', 'post', 'lang', 'year', 'publisher'];
/** Values shown at once, and those that wait folded. More belong to the pages of speakers and of portfolios. */
const SHOWN = 6;
const FOLDED = 24;

export function Facets({ page, request, facets }: { page: Page; request: SearchRequest; facets: SearchFacets }) {
  const { strings } = page;
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters">{strings.filters}</h2>
      {FACETS.map((name) => (
        <Facet key={name} page={page} request={request} name={name} values={inOrder(name, facets[name])} />
      ))}
      <Dates page={page} request={request} />
    </section>
  );
}

/** The filters in force; each link removes one. */
export function FilterTags({ page, request, names }: { page: Page; request: SearchRequest; names: Names }) {
  const { strings, to } = page;
  const { from, to: last } = request.filters;
  const tags = LIST_FILTERS.flatMap((field) =>
    request.filters[field].map((id) => ({
      name: valueName(page, field, { id, name: names.get(`${field}:${id}`) ?? id }),
      without: toggled(request, field, id),
    })),
  );
  if (from !== null || last !== null) {
    const dates = { ...request.filters, from: null, to: null };
    tags.push({ name: datesName(page, request), without: { ...request, page: 1, filters: dates } });
  }
  if (tags.length === 0) return null;
  return (
    <ul class="active" aria-label={strings.activeFilters}>
      {tags.map(({ name, without }) => (
        <li key={name}>
          <a class="tag" href={to.search(without)} aria-label={strings.removeFilter(name)}>
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {tags.length > 1 && (
        <li>
          <a href={to.search({ ...request, page: 1, filters: NO_FILTERS })}>{strings.removeAllFilters}</a>
        </li>
      )}
    </ul>
  );
}

type FacetProps = { page: Page; request: SearchRequest; name: FacetName; values: FacetValue[] };

function Facet({ page, request, name, values }: FacetProps) {
  const { strings, count } = page;
  if (values.length === 0) return null;
  const chosen = values.filter(({ id }) => isChosen(request, name, id));
  const others = values.filter(({ id }) => !isChosen(request, name, id));
  const shown = Math.max(0, SHOWN - chosen.length);
  const folded = others.slice(shown, shown + FOLDED);
  const left = others.length - shown - folded.length;
  const list = (part: FacetValue[]) => (
    <ul>
      {part.map((value) => (
        <li key={value.id}>
          <FacetLink page={page} request={request} name={name} value={value} />
        </li>
      ))}
    </ul>
  );
  return (
    <section class="facet">
      <h3>{strings.facets[name]}</h3>
      {list([...chosen, ...others.slice(0, shown)])}
      {folded.length > 0 && (
        <details>
          <summary>{count(folded.length, strings.moreValues)}</summary>
          {list(folded)}
          {left > 0 && <p class="muted">{count(left, strings.valuesNotShown)}</p>}
        </details>
      )}
    </section>
  );
}

function FacetLink({ page, request, name, value }: Omit<FacetProps, 'values'> & { value: FacetValue }) {
  const isOn = isChosen(request, name, value.id);
  const target = name === 'year' ? toggledYear(request, value.id) : toggled(request, name, value.id);
  return (
    <a href={page.to.search(target)} aria-current={isOn ? 'true' : undefined} rel="nofollow">
      <span>{valueName(page, name, value)}</span> <span class="number">{page.number(value.count)}</span>
    </a>
  );
}

function Dates({ page, request }: { page: Page; request: SearchRequest }) {
  const { strings } = page;
  const field = (name: 'from' | 'to', label: string) => (
    <label>
      {label}{' '}
      <input
        form={SEARCH_FORM}
        name={name}
        value={request.filters[name] ?? ''}
        size={10}
        autocomplete="off"
        aria-describedby="date-hint"
      />
    </label>
  );
  return (
    <fieldset class="dates">
      <legend>{strings.dates}</legend>
      {field('from', strings.dateFrom)}
      {field('to', strings.dateTo)}
      <p id="date-hint" class="muted">
        {strings.dateHint}
      </p>
      <button type="submit" form={SEARCH_FORM}>
        {strings.applyDates}
      </button>
    </fieldset>
  );
}

/** Years newest first; all else as the Index has it, the most frequent first. */
function inOrder(name: FacetName, values: FacetValue[]): FacetValue[] {
  return name === 'year' ? [...values].sort((a, b) => b.id.localeCompare(a.id)) : values;
}

function isChosen(request: SearchRequest, name: FacetName, id: string): boolean {
  if (name === 'year') return isYear(request.filters, id);
  return (request.filters[name] as string[]).includes(id);
}

/** The name as the page's language says it; languages and kinds have theirs in the strings. */
function valueName({ strings }: Page, facet: FacetName, { id, name }: Omit<FacetValue, 'count'>): string {
  const own: Partial<Record<FacetName, Record<string, string>>> = { lang: strings.languages, kind: strings.kinds };
  return own[facet]?.[id] ?? name;
}

function datesName(page: Page, { filters }: SearchRequest): string {
  const year = filters.from?.slice(0, 4) ?? '';
  return isYear(filters, year) ? year : (page.period(filters.from, filters.to) ?? '');
}
