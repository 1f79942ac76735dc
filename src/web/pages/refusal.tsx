/** What is answered where a request is refused: to programs a problem, to readers a page that says why in their language. */
import type { Request, Response } from 'express';
import { render } from 'preact-render-to-string';
import type { Lang } from '../../domain.ts';
import { LANGS } from '../i18n/index.ts';
import { PROBLEMS, type Problem, sendProblem } from '../problem.ts';
import { API_BASE } from '../url.ts';
import { MessagePage } from './message.tsx';
import { type Page, pageIn } from './page.ts';

export function sendRefusal(request: Request, response: Response, problem: Problem, origin: string): void {
  if (FOR_PROGRAMS.test(request.originalUrl)) {
    sendProblem(response, problem);
    return;
  }
  if (problem.retryAfter !== null) response.set('Retry-After', String(problem.retryAfter));
  // Its links do not lead back to what is too much.
  const page = pageIn(langOf(request), '/', origin);
  const content = render(<MessagePage page={page} {...saidIn(page, problem)} />);
  response.status(PROBLEMS[problem.code].status).type('html').send(`<!doctype html>${content}`);
}

/** The API and the feeds. */
const FOR_PROGRAMS = new RegExp(`^${API_BASE}/|^/[^/?]+/feed[.]`);

function saidIn({ strings, number }: Page, { code, excess, retryAfter }: Problem): { title: string; text: string } {
  if (excess) {
    const { parameter, limit, found } = excess;
    const what = parameter ?? strings.addressName;
    return { title: strings.tooMuch, text: strings.tooMuchOf[excess.code](what, number(limit), number(found)) };
  }
  if (code === 'too-many-requests') {
    return { title: strings.tooOften, text: strings.tooOftenText(number(retryAfter ?? 1)) };
  }
  if (code === 'overloaded') return { title: strings.busy, text: strings.busyText };
  return { title: strings.failed, text: strings.failedText };
}

/** That of the address, else what the browser asks for. */
function langOf(request: Request): Lang {
  const lang = LANGS.find((one) => request.originalUrl.startsWith(`/${one}/`));
  return lang ?? preferredLang(request);
}

export function preferredLang(request: Request): Lang {
  return (request.acceptsLanguages(LANGS) || LANGS[0]) as Lang;
}
