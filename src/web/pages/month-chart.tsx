/** How much was said in each month: bars, and a table of the same behind them. Drawn in the page; needs no script. */
import type { FacetValue, SearchRequest } from '../../search/port.ts';
import { toggledPeriod } from '../requests.ts';
import type { Page } from './page.ts';

/** Months from the first to the last, and the count that reaches the top: the same for charts that are compared. */
export type MonthScale = { first: string; last: string; most: number };

type MonthChartProps = {
  page: Page;
  /** Whose ids are months (YYYY-MM); those without any are left out. */
  months: readonly FacetValue[];
  /** What is counted; each month leads to that part of it. */
  request: SearchRequest;
  scale?: MonthScale | null;
};

export function MonthChart({ page, months, request, scale = scaleOf(months) }: MonthChartProps) {
  const { strings, to } = page;
  if (scale === null || months.length === 0) return null;
  const counts = new Map(months.map(({ id, count }) => [id, count]));
  const shown = monthsFrom(scale.first, scale.last);
  const width = 100 / shown.length;
  const inOrder = [...months].sort((a, b) => a.id.localeCompare(b.id));
  const peak = inOrder.reduce((most, one) => (one.count > most.count ? one : most));
  const href = (month: string) => to.search(toggledPeriod(request, month));
  const said = (month: string, count: number) =>
    `${strings.labelled(page.month(month))} ${page.count(count, strings.quotations)}`;
  return (
    <figure class="chart months">
      <figcaption>{strings.mostIn(said(peak.id, peak.count))}</figcaption>
      {/* The table says the same; the bars are for the eye and the pointer. */}
      <svg aria-hidden="true" width="100%" height={HEIGHT + AXIS} focusable="false">
        {shown.map((month, i) => {
          const count = counts.get(month) ?? 0;
          const height = Math.max(2, (count / scale.most) * HEIGHT);
          return (
            count > 0 && (
              <a key={month} href={href(month)} tabIndex={-1}>
                <rect
                  class="bar"
                  x={percent(i * width)}
                  width={percent(Math.max(width * FILLED, 0.2))}
                  y={HEIGHT - height}
                  height={height}
                >
                  <title>{said(month, count)}</title>
                </rect>
              </a>
            )
          );
        })}
        <line class="axis" x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {yearMarks(shown).map(({ at, label }) => (
          <text key={label} x={percent(at * width)} y={HEIGHT + AXIS - 4}>
            {label}
          </text>
        ))}
      </svg>
      <details>
        <summary>{strings.asTable}</summary>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{strings.month}</th>
              <th scope="col" class="number">
                {strings.results}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map(({ id: month, count }) => (
              <tr key={month}>
                <th scope="row">
                  <a href={href(month)}>{page.month(month)}</a>
                </th>
                <td class="number">{page.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Null where there is nothing to draw. */
export function scaleOf(...charts: readonly (readonly FacetValue[])[]): MonthScale | null {
  const all = charts.flat();
  if (all.length === 0) return null;
  const years = all.map(({ id }) => id.slice(0, 4)).sort();
  // Whole years: a few months alone would be drawn as wide as a wall.
  return { first: `${years[0]!}-01`, last: `${years.at(-1)!}-12`, most: Math.max(...all.map(({ count }) => count)) };
}

/** In pixels: of the bars, and of the years below them. */
const HEIGHT = 96;
const AXIS = 22;
/** Of the room of a month. */
const FILLED = 0.82;
/** More years than fit side by side on a narrow screen. */
const MOST_LABELS = 7;

const percent = (value: number): string => `${Math.round(value * 1000) / 1000}%`;

function monthsFrom(first: string, last: string): string[] {
  const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const start = numberOf(first);
  return Array.from({ length: numberOf(last) - start + 1 }, (_, i) => {
    const year = String(Math.floor((start + i) / 12)).padStart(4, '0');
    return `${year}-${String(((start + i) % 12) + 1).padStart(2, '0')}`;
  });
}

/** Where years begin among the months; as many as can be read side by side. */
function yearMarks(months: readonly string[]): { at: number; label: string }[] {
  const room = months.length / MOST_LABELS;
  const marks: { at: number; label: string }[] = [];
  for (const [at, month] of months.entries()) {
    if (!month.endsWith('-01')) continue;
    const last = marks.at(-1);
    const mark = { at, label: month.slice(0, 4) };
    if (!last || at - last.at >= room) marks.push(mark);
  }
  return marks.filter(({ at }) => at <= months.length * 0.94);
}
