/** Views of releases as one page that needs nothing else: no script, no other file. Preact escapes what it prints. */
import { renderToString } from 'preact-render-to-string';
import type { Part, QuotationFacts, Role, Segment, View } from './annotated-text.ts';

/** The page up to its first release. */
export function pageStart(): string {
  const legend = renderToString(
    <p class="legend">
      {ROLES.map((role) => (
        <>
          <mark class={role}>{role}</mark>{' '}
        </>
      ))}
    </p>,
  );
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>dixit view</title><style>${STYLE}</style></head><body>
${legend}
`;
}

export const PAGE_END = '</body></html>\n';

/** One release; `position` counts the releases of the page, and keeps their anchors apart. */
export function articleOf(view: View, position: number): string {
  const anchors: Anchors = {
    facts: (number) => `r${position}-q${number}`,
    words: (number) => `r${position}-t${number}`,
  };
  return `${renderToString(<Release view={view} anchors={anchors} />)}\n`;
}

/** The ids of what is said about a quotation, and of its first words in the text. */
type Anchors = { facts: (number: number) => string; words: (number: number) => string };

const ROLES: readonly Role[] = ['content', 'cue', 'source', 'dateline'];

function Release({ view, anchors }: { view: View; anchors: Anchors }) {
  const anchored = new Set<number>();
  return (
    <article>
      <h1>{view.headline ?? view.id}</h1>
      <p class="facts">
        {view.id} · {view.lang} · {view.issuedOn ?? 'no date'}
      </p>
      <div lang={view.lang}>
        {view.parts.map((part) => (
          <Section part={part} view={view} anchors={anchors} anchored={anchored} />
        ))}
      </div>
      <h2>Quotations: {view.quotations.length}</h2>
      <ol>
        {view.quotations.map((one) => (
          <Facts one={one} anchors={anchors} />
        ))}
      </ol>
      {view.diagnostics.length > 0 && (
        <>
          <h2>Diagnostics: {view.diagnostics.length}</h2>
          <ul>
            {view.diagnostics.map(({ rule, message, words }) => (
              <li>
                <code>{rule}</code> {message} {words !== null && <q>{words}</q>}
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

type SectionProps = { part: Part; view: View; anchors: Anchors; anchored: Set<number> };

function Section({ part, view, anchors, anchored }: SectionProps) {
  return (
    <section>
      <h2>{part.section ?? 'no section'}</h2>
      <div class="text">
        {part.segments.map((segment) => (
          <Piece segment={segment} view={view} anchors={anchors} anchored={anchored} />
        ))}
      </div>
    </section>
  );
}

/** `anchored` holds the quotations whose first words were already printed: an id stands once in a page. */
function Piece({ segment, view, anchors, anchored }: Omit<SectionProps, 'part'> & { segment: Segment }) {
  const { marks, text, span } = segment;
  if (marks.length === 0) return <>{text}</>;
  const title = marks.map(({ role, quotation }) => hover(role, quotation, view)).join('\n');
  const starting = marks.filter((mark) => mark.role === 'content' && mark.span.start === span.start);
  return (
    <>
      {starting.map(({ quotation }) => {
        const number = quotation!;
        const id = anchored.has(number) ? undefined : anchors.words(number);
        anchored.add(number);
        return (
          <a class="number" id={id} href={`#${anchors.facts(number)}`}>
            {number}
          </a>
        );
      })}
      <mark class={[...new Set(marks.map(({ role }) => role))].join(' ')} title={title}>
        {text}
      </mark>
    </>
  );
}

function hover(role: Role, quotation: number | null, view: View): string {
  const one = quotation === null ? undefined : view.quotations[quotation - 1];
  if (!one) return role;
  return `${one.number} ${role}: ${[one.speakers.join('; ') || 'nobody', one.kind, one.certainty, one.rule].join(' · ')}`;
}

function Facts({ one, anchors }: { one: QuotationFacts; anchors: Anchors }) {
  return (
    <li id={anchors.facts(one.number)}>
      <a href={`#${anchors.words(one.number)}`} lang={one.lang} class="text">
        {one.text}
      </a>
      <dl>
        <dt>speaker</dt>
        <dd>{one.speakers.join('; ') || 'nobody'}</dd>
        {one.title !== null && (
          <>
            <dt>title</dt>
            <dd>{one.title}</dd>
          </>
        )}
        {one.mention !== null && (
          <>
            <dt>mention</dt>
            <dd>{one.mention}</dd>
          </>
        )}
        <dt>how</dt>
        <dd>
          {one.kind}, {one.lang} · {one.certainty} · <code>{one.rule}</code>
        </dd>
      </dl>
    </li>
  );
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
  --content: #d5f0d8; --dateline: #dfe3f7; --source: #1c6fb8; --cue: #b25e00; }
@media (prefers-color-scheme: dark) {
  :root { --content: #1d4a27; --dateline: #2b3263; --source: #5fb0f0; --cue: #f0a850; }
}
body { max-width: 48rem; margin: 0 auto; padding: 1rem; }
article { border-top: 3px solid; margin-top: 2rem; }
h1 { font-size: 1.3rem; margin-bottom: 0; }
h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .08em; opacity: .7; margin: 1.2rem 0 .2rem; }
.legend { position: sticky; top: 0; background: Canvas; padding: .4rem 0; margin: 0; }
.facts { opacity: .7; margin: 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
a.text { color: inherit; }
mark { color: inherit; border-radius: .2em; background: none; }
.content { background: var(--content); }
.dateline { background: var(--dateline); }
.source { font-weight: 600; border-bottom: 3px solid var(--source); }
.cue { border-bottom: 3px dotted var(--cue); }
.number { font-size: .7em; vertical-align: super; padding: 0 .2em; text-decoration: none; }
:target { outline: 2px solid; outline-offset: 2px; }
li { margin-bottom: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: .2rem 0; font-size: .9rem; }
dt { opacity: .7; }
dd { margin: 0; }
`;
