/**
 * Filters, order and pages of a search without loading the whole page anew: the parts of the page that its address
 * decides (`data-part`) are taken from the page that the server renders for it. So the focus stays where it is, and the
 * new count is announced. Whatever goes wrong, the browser goes to the address itself.
 */
import { announce } from './words.ts';

const shown: (() => void)[] = [];
let running: AbortController | null = null;
/** Path and query of what is shown. */
let current = '';

/** Has `prepare` run now, and after every change of the view. */
export function onShown(prepare: () => void): void {
  shown.push(prepare);
  prepare();
}

export function swapViews(): void {
  if (!view()) return;
  current = here();
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0 || hasModifier(event) || !isView(link)) return;
    event.preventDefault();
    void go(link.href, true);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const fields = [...new FormData(form)].filter(([, value]) => value !== '') as [string, string][];
    const query = new URLSearchParams(fields).toString();
    const address = new URL(form.action);
    address.search = query;
    if (!isView(address)) return;
    event.preventDefault();
    void go(address.href, true);
  });
  addEventListener('popstate', async ({ state }) => {
    // A link to a place of this page changes no more than the place.
    if (here() === current) return;
    await go(location.href, false);
    scrollTo({ top: state?.scroll ?? 0, behavior: 'instant' });
  });
}

/** The parts of the page at an address; null when it cannot be had. */
export async function partsOf(address: string, signal: AbortSignal): Promise<Document | null> {
  const response = await fetch(address, { signal });
  return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
}

/** Puts the part of this name from one page into this one. */
export function take(from: Document, name: string): void {
  const selector = `[data-part="${name}"]`;
  const part = from.querySelector(selector);
  const place = document.querySelector(selector);
  if (part && place) place.replaceChildren(...part.childNodes);
}

async function go(address: string, isNew: boolean): Promise<void> {
  running?.abort();
  running = new AbortController();
  try {
    const page = await partsOf(address, running.signal);
    if (!page?.querySelector(VIEW)) throw new Error('no view');
    const focused = focusKey();
    if (isNew) {
      // Who comes back finds the place again.
      history.replaceState({ scroll: scrollY }, '');
      history.pushState(null, '', address);
    }
    current = here();
    document.title = page.title;
    for (const link of document.querySelectorAll(ELSEWHERE)) link.remove();
    document.head.append(...page.querySelectorAll(ELSEWHERE));
    for (const name of ['tagline', 'fields', 'view', 'languages']) take(page, name);
    const field = document.querySelector<HTMLInputElement>('#q')!;
    field.value = page.querySelector<HTMLInputElement>('#q')!.value;
    for (const prepare of shown) prepare();
    const kept = refocus(focused);
    if (isNew && !kept) scrollTo({ top: 0, behavior: 'instant' });
    announce(document.querySelector('#count')?.textContent ?? '');
  } catch (error) {
    if ((error as Error).name !== 'AbortError') location.assign(address);
  }
}

/** The other language and the feeds of this very page, for programs. */
const ELSEWHERE = 'head > link[rel="alternate"]';
const VIEW = '[data-part="view"]';
const view = () => document.querySelector(VIEW);
const here = () => location.pathname + location.search;

function isView({ origin, pathname, hash }: { origin: string; pathname: string; hash: string }): boolean {
  return origin === location.origin && pathname === location.pathname && hash === '';
}

function hasModifier(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** What tells the focused control also on the page that follows: its id, or the filter value it stands for. */
function focusKey(): string | null {
  const focused = document.activeElement;
  const key = focused?.getAttribute('data-key');
  if (key) return `[data-key="${CSS.escape(key)}"]`;
  return focused?.id ? `#${CSS.escape(focused.id)}` : null;
}

/** Whether the control is still there; else the focus goes to the results. */
function refocus(key: string | null): boolean {
  const same = key && document.querySelector<HTMLElement>(key);
  if (same) same.focus({ preventScroll: true });
  else document.querySelector<HTMLElement>('.results [tabindex="-1"]')?.focus({ preventScroll: true });
  return Boolean(same);
}
