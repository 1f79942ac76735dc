/** Who held what through time: a table whose last column draws each tenure as a bar on one scale of years. */
import type { ComponentChildren } from 'preact';
import type { Membership } from '../../domain.ts';
import type { Page } from './page.ts';
import { Period } from './parts.tsx';

type Dates = Pick<Membership, 'startDate' | 'endDate' | 'attested'>;
export type Tenure = { key: string; name: ComponentChildren; dates: Dates };

type TenuresProps = {
  page: Page;
  /** Of the first column: posts, or holders. */
  heading: string;
  tenures: readonly Tenure[];
  /** Days that the scale covers in any case. */
  covers: readonly (string | null)[];
};

export function Tenures({ page, heading, tenures, covers }: TenuresProps) {
  const { strings } = page;
  const scale = scaleOf(tenures, covers);
  const ordered = [...tenures].sort((a, b) => startOf(a.dates).localeCompare(startOf(b.dates)));
  return (
    <table class="data tenures">
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">{strings.dates}</th>
          {scale && (
            <td class="drawn">
              <svg aria-hidden="true" width="100%" height="16" focusable="false">
                {scale.years.map((year) => (
                  <text key={year} x={scale.at(`${year}-01-01`)} y="12">
                    {year}
                  </text>
                ))}
              </svg>
            </td>
          )}
        </tr>
      </thead>
      <tbody>
        {ordered.map(({ key, name, dates }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <Period page={page} of={dates} />
            </td>
            {scale && (
              <td class="drawn">
                <Bar scale={scale} dates={dates} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is known of a tenure is filled; where its start or end is not known, or only that it was seen, it is pale. */
function Bar({ scale, dates: { startDate, endDate, attested } }: { scale: Scale; dates: Dates }) {
  const isKnown = startDate !== null || endDate !== null;
  if (!isKnown && !attested) return null;
  const from = isKnown ? (startDate ?? scale.first) : attested!.first;
  const to = isKnown ? (endDate ?? scale.last) : attested!.last;
  const isWhole = startDate !== null && endDate !== null;
  return (
    <svg aria-hidden="true" width="100%" height="14" focusable="false">
      {scale.years.map((year) => (
        <line key={year} class="axis" x1={scale.at(`${year}-01-01`)} x2={scale.at(`${year}-01-01`)} y1="0" y2="14" />
      ))}
      <rect
        class={isWhole ? 'bar' : 'bar open'}
        x={scale.at(from)}
        width={scale.width(from, to)}
        y="2"
        height="10"
        rx="2"
      />
    </svg>
  );
}

type Scale = {
  /** The days at its two ends. */
  first: string;
  last: string;
  /** The years that are written. */
  years: number[];
  at: (day: string) => string;
  width: (from: string, to: string) => string;
};

/** Whole years, from the first day that is known to the last; null when none is. */
function scaleOf(tenures: readonly Tenure[], covers: TenuresProps['covers']): Scale | null {
  const days = tenures
    .flatMap(({ dates: { startDate, endDate, attested } }) => [startDate, endDate, attested?.first, attested?.last])
    .concat(covers)
    .flatMap((day) => (day && !Number.isNaN(Date.parse(day)) ? [day] : []))
    .sort();
  const hasBars = tenures.some(({ dates: { startDate, endDate, attested } }) => startDate ?? endDate ?? attested);
  if (days.length === 0 || !hasBars) return null;
  const firstYear = Number(days[0]!.slice(0, 4));
  const lastYear = Number(days.at(-1)!.slice(0, 4)) + 1;
  const start = Date.UTC(firstYear, 0, 1);
  const length = Date.UTC(lastYear, 0, 1) - start;
  const place = (day: string) => Math.min(1, Math.max(0, (Date.parse(day) - start) / length)) * 100;
  const percent = (value: number) => `${Math.round(value * 1000) / 1000}%`;
  const step = Math.ceil((lastYear - firstYear) / MOST_LABELS);
  return {
    first: `${firstYear}-01-01`,
    last: `${lastYear}-01-01`,
    years: Array.from({ length: Math.ceil((lastYear - firstYear) / step) }, (_, i) => firstYear + i * step),
    at: (day) => percent(place(day)),
    // A day or two can be seen too.
    width: (from, to) => percent(Math.max(0.6, place(to) - place(from))),
  };
}

/** As many years as can be read side by side. */
const MOST_LABELS = 5;

const startOf = ({ startDate, endDate, attested }: Dates): string => startDate ?? attested?.first ?? endDate ?? '9999';
