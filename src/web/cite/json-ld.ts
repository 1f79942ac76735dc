/** A quotation as schema.org has it (schema.org/Quotation), for search engines and other readers of pages. */
import type { Lang } from '../../domain.ts';
import type { QuotationAnswer } from '../../search/port.ts';
import { typesetOffice } from '../typography.ts';
import { webAddress } from '../url.ts';

/** The addresses of this site that it names, whole. */
type Addresses = { quotation: (id: string) => string; speaker: (id: string) => string };

/** The content of a `script` element of the type `application/ld+json`. */
export function quotationJsonLd(quotation: QuotationAnswer, { quotation: addressOf, speaker }: Addresses): string {
  const { id, lang, text, speakers, title, date, release, counterpart } = quotation;
  const address = webAddress(release.url);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Quotation',
    '@id': addressOf(id),
    url: addressOf(id),
    text,
    inLanguage: lang,
    ...(speakers.length > 0
      ? {
          creator: speakers.map(({ id: personId, name }) => ({
            '@type': 'Person',
            '@id': speaker(personId),
            name,
            ...(title && speakers.length === 1 ? { jobTitle: typesetOffice(title, lang) } : {}),
          })),
        }
      : {}),
    ...(date ? { datePublished: date } : {}),
    isPartOf: {
      '@type': 'NewsArticle',
      ...(release.headline ? { headline: release.headline } : {}),
      inLanguage: release.lang,
      ...(date ? { datePublished: date } : {}),
      ...(release.publisher ? { publisher: { '@type': 'Organization', name: release.publisher } } : {}),
      ...(address ? { url: address } : {}),
    },
    ...(counterpart ? { workTranslation: translationOf(counterpart, addressOf) } : {}),
  };
  return scriptSafe(JSON.stringify(data));
}

function translationOf(
  { id, lang, text }: { id: string; lang: Lang; text: string },
  addressOf: (id: string) => string,
) {
  return { '@type': 'Quotation', '@id': addressOf(id), url: addressOf(id), text, inLanguage: lang };
}

/** JSON that no parser of HTML takes for the end of its element. */
export function scriptSafe(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
