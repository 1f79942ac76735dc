/** Filter values by name while typing; without this the field goes along with the search. */
import { partsOf, take } from './navigate.ts';

export function findValues(): void {
  let running: AbortController | null = null;
  let timer: number | undefined;
  document.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement;
    const part = field.dataset?.finds;
    if (!part) return;
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      running?.abort();
      running = new AbortController();
      const address = new URL(location.href);
      address.searchParams.set(field.name, field.value);
      if (!field.value) address.searchParams.delete(field.name);
      const page = await partsOf(address.href, running.signal).catch(() => null);
      if (page) take(page, part);
    }, PAUSE_MS);
  });
}

const PAUSE_MS = 150;
