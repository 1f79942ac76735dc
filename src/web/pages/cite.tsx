/** What a reader takes along: a quotation with its attribution, and its release in the formats of reference managers. */
import type { QuotationAnswer } from '../../search/port.ts';
import { COPY_FORMATS, copyText } from '../cite/copy.ts';
import { CITATION_FORMATS, type CitationFormat } from '../cite/formats.ts';
import { API_BASE } from '../url.ts';
import type { Page } from './page.ts';

type Props = { page: Page; quotation: QuotationAnswer };

/** Fields whose text can be selected; their buttons are shown by the script, which alone can copy. */
export function CopyFields({ page, quotation }: Props) {
  const { strings } = page;
  const citation = page.cite(quotation);
  return (
    <details class="copy">
      <summary>{strings.copyWithAttribution}</summary>
      {COPY_FORMATS.map((format) => {
        const id = `copy-${format}-${quotation.id}`;
        const text = copyText(citation, format);
        return (
          <div key={format}>
            <label for={id}>{strings.copyFormats[format]}</label>
            <textarea id={id} lang={quotation.lang} readonly rows={rowsOf(text)} spellcheck={false}>
              {text}
            </textarea>
            <button type="button" class="quiet" data-copy={id} hidden>
              {strings.copyField}
              <span class="hidden">{` ${strings.copyFormats[format]}`}</span>
            </button>
          </div>
        );
      })}
    </details>
  );
}

export function CitationLinks({ page, quotation }: Props) {
  const { strings } = page;
  return (
    <ul class="plain actions">
      {(Object.keys(CITATION_FORMATS) as CitationFormat[]).map((format) => (
        <li key={format}>
          <a href={`${API_BASE}/quotes/${encodeURIComponent(quotation.id)}/citation?format=${format}`} download>
            {strings.citationFormats[format]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** About as many as the text takes in a field of some 45 characters a line, so that most is seen at once. */
function rowsOf(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 45)), 0);
  return Math.min(rows, 12);
}
