/** A button on each quotation that copies it with its attribution. */
import { announce, word } from './words.ts';

export function copyButtons(): void {
  for (const origin of document.querySelectorAll('.hits .quotation > .origin:not(:has(button))')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.textContent = word('copy');
    button.addEventListener('click', () => copy(button.closest('.quotation')!));
    origin.append(' · ', button);
  }
}

/** The words in their marks, who said them, when and where, and the address of their page. */
export async function copy(quotation: Element): Promise<void> {
  const text = (selector: string) => quotation.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
  const address = quotation.querySelector<HTMLAnchorElement>('a[data-permalink]')?.href ?? '';
  const said = `${text('blockquote')}\n— ${text('.attribution')}\n${address}\n`;
  const done = await navigator.clipboard.writeText(said).then(
    () => word('copied'),
    () => word('cannotCopy'),
  );
  announce(done);
  const button = quotation.querySelector('button.link');
  if (!button) return;
  button.textContent = done;
  setTimeout(() => {
    button.textContent = word('copy');
  }, 2000);
}
