/** A page that only says something: nothing is here, or something went wrong. */
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';

export function MessagePage({ page, title, text }: { page: Page; title: string; text: string }) {
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a href={page.to.home}>{page.strings.searchLabel}</a>
      </p>
    </Layout>
  );
}
