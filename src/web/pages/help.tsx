/** What can be typed into the search box, what the labels mean, and the keys. */
import { searchFor } from '../requests.ts';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';

export function HelpPage({ page }: { page: Page }) {
  const { strings, to } = page;
  return (
    <Layout page={page} title={strings.help}>
      <h1>{strings.help}</h1>
      <p>{strings.helpIntro}</p>
      <section>
        <h2>{strings.helpQuery}</h2>
        <dl class="facts">
          {strings.helpQueryForms.map(({ typed, finds }) => (
            <div key={typed}>
              <dt>
                <a href={to.search({ ...searchFor({}, page.lang), q: typed })}>
                  <code>{typed}</code>
                </a>
              </dt>
              <dd>{finds}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{strings.helpLanguages}</h2>
        <p>{strings.helpLanguagesText}</p>
      </section>
      <section>
        <h2>{strings.helpCertainty}</h2>
        <ul class="prose">
          {Object.entries(strings.certainties).map(([certainty, text]) => (
            <li key={certainty}>{text}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2 id="keys">{strings.helpKeys}</h2>
        <p>{strings.helpKeysText}</p>
        <dl class="facts">
          {strings.keys.map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p data-keys-switch hidden>
          <label class="switch">
            <input type="checkbox" /> {strings.useKeys}
          </label>
        </p>
      </section>
    </Layout>
  );
}
