/** Speakers side by side on one subject. */
import type { Comparison, Found, Side } from '../comparison.ts';
import { QuotationCard } from './card.tsx';
import { Layout } from './layout.tsx';
import { MonthChart, type MonthScale, scaleOf } from './month-chart.tsx';
import { type Page, postName } from './page.ts';

type Props = Comparison & { page: Page };

export function ComparePage({ page, compared, found, post, sides }: Props) {
  const { strings } = page;
  const subject = compared.q.trim();
  const who = post ? postName(page, post) : page.list(sides.map(({ person }) => person.name));
  const heading = who ? [strings.labelled(strings.compare), who].join(' ') : strings.compare;
  const scale = scaleOf(...sides.map(({ months }) => months));
  return (
    <Layout page={page} title={[heading, subject].filter((part) => part).join(' – ')}>
      <h1 class="small">{heading}</h1>
      <CompareForm page={page} compared={compared} found={found} post={post} />
      {(['a', 'b'] as const).map((name) => (
        <Candidates key={name} page={page} name={name} of={found[name]} compared={compared} />
      ))}
      <div class="compare">
        {sides.map((side) => (
          <SideColumn key={side.person.id} page={page} side={side} scale={scale} />
        ))}
      </div>
    </Layout>
  );
}

function CompareForm({ page, compared, found, post }: Omit<Props, 'sides'>) {
  const { strings, to } = page;
  return (
    <search>
      <form class="search compare-form" action={to.compare()} method="get">
        {post ? (
          <input type="hidden" name="post" value={post.id} />
        ) : (
          (['a', 'b'] as const).map((name) => (
            <label key={name}>
              {strings.compareSpeakers[name]}
              <input name={name} value={found[name].name} autocomplete="off" />
            </label>
          ))
        )}
        <label>
          {strings.compareSubject}
          <input name="q" type="search" value={compared.q} autocomplete="off" />
        </label>
        <button type="submit">{strings.compareButton}</button>
        {!post && <p class="muted">{strings.compareHint}</p>}
      </form>
    </search>
  );
}

/** Those whom a name may mean; nothing where it means one, or none was given. */
function Candidates({
  page,
  name,
  of,
  compared,
}: {
  page: Page;
  name: 'a' | 'b';
  of: Found;
  compared: Props['compared'];
}) {
  const { strings, to } = page;
  if (of.id !== null || of.given.trim() === '') return null;
  if (of.candidates.length === 0) return <p class="note">{strings.noneOfName(of.given)}</p>;
  return (
    <div class="note">
      <p>{strings.severalOfName(of.given)}</p>
      <ul>
        {of.candidates.map(({ id, name: called, quotationCount }) => (
          <li key={id}>
            <a href={to.compare({ ...compared, [name]: id })}>{called}</a>{' '}
            <span class="muted">{page.count(quotationCount, strings.quotations)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SideColumn({ page, side, scale }: { page: Page; side: Side; scale: MonthScale | null }) {
  const { strings, to } = page;
  const { person, request, total, hits, months } = side;
  return (
    <section>
      <h2>
        <a href={to.speaker(person.id)}>{person.name}</a>
      </h2>
      <p class="count">
        <a href={to.search(request)}>{page.count(total, strings.quotations)}</a>
      </p>
      <MonthChart page={page} months={months} request={request} scale={scale} />
      {hits.length === 0 && <p>{strings.nothingOnSubject}</p>}
      <ol class="hits">
        {hits.map((hit) => (
          <li key={hit.id}>
            <QuotationCard page={page} quotation={hit} />
          </li>
        ))}
      </ol>
    </section>
  );
}
