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
      void write(field.value, button);
    });
  }
}

/** The words in their marks, who said them, when and where, and the address of their page. */
export async function copy(quotation: Element): Promise<void> {
  const text = (selector: string) => quotation.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
  const address = quotation.querySelector<HTMLAnchorElement>('a[data-permalink]')?.href ?? '';
  const said = `${text('blockquote')}\n— ${text('.attribution')}\n${address}\n`;
  await write(said, quotation.querySelector<HTMLButtonElement>('button.link'));
}

/** Copies, and says on the button for a while whether that was done. */
async function write(text: string, button: HTMLButtonElement | null): Promise<void> {
  const done = await navigator.clipboard.writeText(text).then(
    () => word('copied'),
    () => word('cannotCopy'),
  );
  announce(done);
  const label = button?.firstChild;
  if (!label) return;
  // What it says when it says nothing of what was done.
  button.dataset.label ??= label.textContent ?? '';
  label.textContent = done;
  setTimeout(() => {
    label.textContent = button.dataset.label!;
  }, 2000);
}
