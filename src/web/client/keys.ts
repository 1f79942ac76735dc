/**
 * Single keys: `/` to the search box, `j` `k` through the results, `l` the other language, `o` open, `c` copy. They can be
 * switched off (WCAG 2.1.4) on the page of help; they do nothing in fields and with modifiers.
 */
import { copy } from './copy.ts';

const SETTING = 'dixit-keys';

export function keys(): void {
  switchKeys();
  document.addEventListener('keydown', (event) => {
    const { key, target, defaultPrevented, ctrlKey, metaKey, altKey } = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey || isField(target) || !isOn()) return;
    const action = ACTIONS[key];
    if (action?.()) event.preventDefault();
  });
}

/** Each says whether there was something to do. */
const ACTIONS: Record<string, () => boolean> = {
  '/': () => {
    const field = document.querySelector<HTMLInputElement>('#q');
    field?.focus();
    field?.select();
    return field !== null;
  },
  j: () => step(1),
  k: () => step(-1),
  l: () => {
    const version = current()?.querySelector('details');
    if (version) version.open = !version.open;
    return Boolean(version);
  },
  o: () => {
    const link = current()?.querySelector<HTMLAnchorElement>('a[data-permalink]');
    link?.click();
    return Boolean(link);
  },
  c: () => {
    const quotation = current();
    if (quotation) void copy(quotation);
    return quotation !== null;
  },
};

const results = () => [...document.querySelectorAll<HTMLElement>('.hits > li > .quotation')];

/** The result that the focus is in. */
function current(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('.hits > li > .quotation') ?? null;
}

function step(by: 1 | -1): boolean {
  const all = results();
  const at = current();
  const next = at ? all[all.indexOf(at) + by] : by > 0 ? all[0] : undefined;
  if (!next) return false;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function isField(target: EventTarget | null): boolean {
  const element = target as HTMLElement;
  return element.isContentEditable || Boolean(element.matches?.('input, textarea, select'));
}

function isOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

/** The switch on the page of help, which is of no use without this script. */
function switchKeys(): void {
  const place = document.querySelector<HTMLElement>('[data-keys-switch]');
  const box = place?.querySelector('input');
  if (!place || !box) return;
  place.hidden = false;
  box.checked = isOn();
  box.addEventListener('change', () => {
    try {
      if (box.checked) localStorage.removeItem(SETTING);
      else localStorage.setItem(SETTING, 'off');
    } catch {
      box.checked = true;
    }
  });
}
