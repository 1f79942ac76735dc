/**
 * Speakers and portfolios suggested while typing, by the combobox pattern of the ARIA Authoring Practices Guide (list
 * autocomplete with manual selection), and frequent phrases. To choose one filters by it, or searches the phrase.
 */
import type { Suggestion } from '../../search/port.ts';
import { announce, word } from './words.ts';

const LIST = 'suggestions';
const PAUSE_MS = 120;
const SHORTEST = 2;

export function suggest(): void {
  const field = document.querySelector<HTMLInputElement>('.search #q[data-suggest]');
  if (!field) return;
  const list = document.createElement('ul');
  list.id = LIST;
  list.className = LIST;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', word('suggestions').replace(/[\s:#]+$/u, ''));
  list.hidden = true;
  field.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': LIST,
    'aria-expanded': 'false',
  })) {
    field.setAttribute(name, value);
  }

  let shown: Suggestion[] = [];
  let active = -1;
  let running: AbortController | null = null;
  let timer: number | undefined;

  const show = (suggestions: Suggestion[]) => {
    shown = suggestions;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = shown.length === 0;
    field.setAttribute('aria-expanded', String(shown.length > 0));
    if (shown.length > 0) announce(word('suggestions').replace('#', String(shown.length)));
    move(-1);
  };
  const close = () => {
    clearTimeout(timer);
    running?.abort();
    show([]);
  };
  const move = (to: number) => {
    active = to;
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === active));
    const id = list.children[active]?.id;
    if (id) field.setAttribute('aria-activedescendant', id);
    else field.removeAttribute('aria-activedescendant');
  };
  const choose = (i: number) => {
    const { kind, id } = shown[i]!;
    close();
    const form = field.form!;
    if (kind === 'phrase') {
      field.value = id;
      return form.requestSubmit();
    }
    field.value = '';
    const filter = document.createElement('input');
    Object.assign(filter, { type: 'hidden', name: kind, value: id });
    form.append(filter);
    form.requestSubmit();
    filter.remove();
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    running?.abort();
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return close();
    timer = window.setTimeout(async () => {
      running = new AbortController();
      const response = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`, {
        signal: running.signal,
      }).catch(() => null);
      const answer = response?.ok ? await response.json().catch(() => null) : null;
      if (answer && field.value.trim() === typed) show(answer.suggestions);
    }, PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (shown.length === 0 || event.isComposing) return;
    const last = shown.length - 1;
    if (event.key === 'ArrowDown') move(active === last ? -1 : active + 1);
    else if (event.key === 'ArrowUp') move(active === -1 ? last : active - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', close);
  field.form?.addEventListener('submit', close);
  // Before the field loses the focus, and with it the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const item = (event.target as Element).closest('li');
    if (item) choose([...list.children].indexOf(item));
  });
}

function option({ kind, text, count }: Suggestion, i: number): HTMLElement {
  const item = document.createElement('li');
  item.id = `${LIST}-${i}`;
  item.setAttribute('role', 'option');
  const what = document.createElement('span');
  what.className = 'muted';
  what.textContent = `${word(kind)} · ${count.toLocaleString(document.documentElement.lang)}`;
  item.append(text, ' ', what);
  return item;
}
