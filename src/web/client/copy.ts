/** Buttons that copy quotations with their attribution: from a list, and from the fields of a quotation's own page. */
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

/** Shows the buttons that copy a field whole: without a script they could do nothing. */
export function copyFields(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy][hidden]')) {
    const field = document.getElementById(button.dataset.copy!) as HTMLTextAreaElement | null;
    if (!field) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      field.select();
      void write(Promise.resolve(field.value), button);
    });
  }
}

/** The words with their attribution as the quotation's own page has them: lists need not carry them all. */
export async function copy(quotation: Element): Promise<void> {
  const { href } = quotation.querySelector<HTMLAnchorElement>('a[data-permalink]')!;
  const text = fetch(href)
    .then((response) => response.text())
    .then((html) => new DOMParser().parseFromString(html, 'text/html').querySelector('textarea')!.value);
  await write(text, quotation.querySelector<HTMLButtonElement>('button.link'));
}

/** Copies, and says on the button for a while whether that was done. */
async function write(text: Promise<string>, button: HTMLButtonElement | null): Promise<void> {
  // Started at once, while the browser still sees that a person asked for it; the text may come later.
  const item = new ClipboardItem({ 'text/plain': text.then((plain) => new Blob([plain], { type: 'text/plain' })) });
  const done = await navigator.clipboard.write([item]).then(
    () => word('copied'),
    () => word('cannotCopy'),
  );
  announce(done);
  const label = button?.firstChild;
  // While it says so, it does not forget what it said before.
  if (!label || label.textContent === done) return;
  const before = label.textContent;
  label.textContent = done;
  setTimeout(() => {
    label.textContent = before;
  }, 2000);
}
