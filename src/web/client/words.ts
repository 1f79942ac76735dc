/** What the page gives the script to say, in the page's language: the data attributes of its body. */
import type { Strings } from '../i18n/strings.ts';

export function word(name: keyof Strings['script']): string {
  return document.body.dataset[name] ?? '';
}

/** Tells those who do not see the page what has changed. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  // The same text twice is no change, and would not be told.
  live.textContent = '';
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}
