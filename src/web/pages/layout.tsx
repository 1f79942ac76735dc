/** The frame of every page: head, banner, navigation, language toggle, footer. */
import type { ComponentChildren } from 'preact';
import type { SearchRequest } from '../../search/port.ts';
import { assetAddress } from '../assets.ts';
import { LOCALES } from '../i18n/index.ts';
import { OPENSEARCH_TYPE } from '../opensearch.ts';
import { API_BASE } from '../url.ts';
import type { Page } from './page.ts';
import { FeedLinks } from './take-along.tsx';

type LayoutProps = {
  page: Page;
  /** Null on the first page, which is called after the site. */
  title: string | null;
  /** The one address of what the page shows, in its language, whatever parameters brought the reader. */
  canonical?: string;
  /** What this page alone has in its head. */
  head?: ComponentChildren;
  /** The search whose results the page shows; its feed is that of the page. */
  feedOf?: SearchRequest;
  children: ComponentChildren;
};

export function Layout({ page, title, canonical, head, feedOf, children }: LayoutProps) {
  const { strings, to } = page;
  return (
    <html lang={strings.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === null ? `Dixit – ${strings.tagline}` : `${title} – Dixit`}</title>
        <link rel="stylesheet" href={assetAddress('style.css')} />
        <script type="module" src={assetAddress('main.js')} />
        <link rel="icon" type="image/svg+xml" href={assetAddress('icon.svg')} />
        {canonical && <link rel="canonical" href={page.absolute(canonical)} />}
        {[{ lang: page.lang, href: page.here }, ...page.versions].map(({ lang, href }) => (
          <link key={lang} rel="alternate" hreflang={LOCALES[lang].strings.locale} href={page.absolute(href)} />
        ))}
        <link rel="search" type={OPENSEARCH_TYPE} title={`Dixit (${strings.ownName})`} href={to.openSearch} />
        <FeedLinks page={page} request={feedOf} />
        {head}
      </head>
      <body {...wordsOf(page)}>
        <a class="skip" href="#content">
          {strings.skip}
        </a>
        <header class="banner">
          <a class="brand" href={to.home}>
            Dixit
          </a>
          <nav aria-label={strings.mainNavigation}>
            <NavLink page={page} href={to.home} text={strings.search} />
            <NavLink page={page} href={to.speakers()} text={strings.speakers} />
            <NavLink page={page} href={to.posts()} text={strings.posts} />
            <NavLink page={page} href={to.compare()} text={strings.compare} />
          </nav>
          <nav class="languages" aria-label={strings.languageNavigation} data-part="languages">
            {page.versions.map(({ lang, href }) => (
              <a key={lang} href={href} lang={lang} hreflang={lang}>
                {LOCALES[lang].strings.ownName}
              </a>
            ))}
          </nav>
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <footer class="footer">
          <p>{strings.footer}</p>
          <p>
            <a href={to.help()}>{strings.help}</a>
          </p>
          <p>
            <a href={`${API_BASE}/openapi.json`}>{strings.api}</a>
          </p>
        </footer>
        <p id="live" class="hidden" role="status" />
      </body>
    </html>
  );
}

/** The words that the script says, for it to read (`client/words.ts`). */
function wordsOf({ strings: { script } }: Page): Record<`data-${string}`, string> {
  return Object.fromEntries(
    Object.entries(script).map(([name, text]) => [
      `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      text,
    ]),
  );
}

/** Marked where the reader is on that very page. */
function NavLink({ page, href, text }: { page: Page; href: string; text: string }) {
  return (
    <a href={href} aria-current={page.here.split('?')[0] === href ? 'page' : undefined}>
      {text}
    </a>
  );
}
