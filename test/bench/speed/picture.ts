/** The cost of a search by the size of the collection, as a picture: both axes by powers of ten, one line an engine. */
import { figure, percentile } from '../table.ts';
import type { Kind } from './collection.ts';

/** Milliseconds, by the number of quotations. */
export type Curve = { name: string; points: { quotations: number; ms: number }[] };

const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = { top: 48, right: 130, bottom: 44, left: 56 };
const COLOURS = ['#b3261e', '#1f5fa8', '#2e7d32', '#8a5a00', '#6a3fa0', '#555555'];

type Measured = { quotations: number; engines: { engine: string; times: Record<Kind, number[]> }[] };

/** What 95 of 100 questions of a kind take at most. */
export function curvesOf(results: readonly Measured[], kind: Kind): Curve[] {
  const names = [...new Set(results.flatMap(({ engines }) => engines.map(({ engine }) => engine)))];
  return names.flatMap((name) => {
    const points = results.flatMap(({ quotations, engines }) => {
      const times = engines.find(({ engine }) => engine === name)?.times[kind] ?? [];
      return times.length > 0 ? [{ quotations, ms: percentile(times, 0.95) }] : [];
    });
    return points.length > 0 ? [{ name, points }] : [];
  });
}

export function drawCurves(title: string, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points);
  const x = scale(
    all.map(({ quotations }) => quotations),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const y = scale(
    all.map(({ ms }) => ms),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const marks = [
    ...x.powers.map((value) => line(x.at(value), MARGIN.top, x.at(value), HEIGHT - MARGIN.bottom, '#dddddd')),
    ...y.powers.map((value) => line(MARGIN.left, y.at(value), WIDTH - MARGIN.right, y.at(value), '#dddddd')),
    ...x.powers.map((value) => label(x.at(value), HEIGHT - MARGIN.bottom + 18, value.toLocaleString('en'), 'middle')),
    ...y.powers.map((value) => label(MARGIN.left - 8, y.at(value) + 4, figure(value), 'end')),
  ];
  const lines = curves.map(({ name, points }, i) => {
    const colour = COLOURS[i % COLOURS.length]!;
    const places = points.map(({ quotations, ms }) => [x.at(quotations), y.at(ms)] as const);
    const [lastX, lastY] = places.at(-1)!;
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places.map((place) => place.map(rounded).join(',')).join(' ')}"/>`,
      ...places.map(([cx, cy]) => `<circle cx="${rounded(cx)}" cy="${rounded(cy)}" r="3.5" fill="${colour}"/>`),
      label(lastX + 8, lastY + 4, name, 'start', colour),
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(MARGIN.left, 24, title, 'start'),
    label(MARGIN.left, HEIGHT - 8, 'quotations', 'start'),
    ...marks,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

/** By powers of ten; `powers` are those within. */
function scale(values: readonly number[], start: number, end: number) {
  const logs = values.map(Math.log10);
  const low = Math.min(...logs);
  const span = Math.max(...logs) - low || 1;
  const powers: number[] = [];
  for (let power = Math.ceil(low - 0.01); power <= low + span + 0.01; power += 1) powers.push(10 ** power);
  return { powers, at: (value: number) => start + ((Math.log10(value) - low) / span) * (end - start) };
}

const rounded = (value: number): string => value.toFixed(1);
const line = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
  `<line x1="${rounded(x1)}" y1="${rounded(y1)}" x2="${rounded(x2)}" y2="${rounded(y2)}" stroke="${colour}"/>`;
const label = (x: number, y: number, text: string, anchor: string, colour = '#333333'): string =>
  `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" fill="${colour}">${escaped(text)}</text>`;
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
