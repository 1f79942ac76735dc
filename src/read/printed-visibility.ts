/** What the first lines of a text say of its own visibility: printed notices, and lines `name: value` above it. */
import { shown } from './error.ts';
import { NOTICE_LINES, noticeIn, noticesAbove } from './notice.ts';
import type { Claim } from './visibility.ts';
import { claimOfLine, isFieldName, mayTellVisibility } from './visibility-fields.ts';

/** `whereOf` tells in words where one of these lines stands, for a remark. Blank lines do not count. */
export function printedClaims(lines: readonly string[], whereOf: (line: string) => string): Claim[] {
  const head = lines.filter((line) => line.trim() !== '').slice(0, NOTICE_LINES);
  const fields = fieldLines(head, whereOf);
  const notices = noticesAbove(head).filter(({ line }) => !fields.has(line));
  const claims = [...fields.values()].filter((one): one is Claim => one !== 'nothing');
  return [...claims, ...notices.map(({ until, line }) => claimOfNotice(until, line, whereOf(line)))];
}

/** The claim of a headline: `EMBARGOED: …`. */
export function titleClaims(titles: readonly (string | undefined)[]): Claim[] {
  return titles.flatMap((title) => {
    const notice = title === undefined ? null : noticeIn(title);
    return notice ? [claimOfNotice(notice.until, title!, ' in its title')] : [];
  });
}

export function claimOfNotice(until: string | null, line: string, where: string): Claim {
  const expected = until === null ? 'a moment at which the embargo ends' : 'a release without an embargo';
  return { status: 'usable', until, undated: until === null, doubt: { expected, found: `${shown(line)}${where}` } };
}

/** Above all text, any `status: …` counts; below other lines, only one whose value hides something. */
function fieldLines(lines: readonly string[], whereOf: (line: string) => string): Map<string, Claim | 'nothing'> {
  const claims = new Map<string, Claim | 'nothing'>();
  let above = true;
  lines.forEach((line, i) => {
    const sign = line.slice(0, LONGEST_NAME).search(/[:：=]/);
    const pair = sign >= 0 ? PAIR.exec(line.slice(0, LONGEST_LINE).normalize('NFC')) : null;
    // A table has the name in one cell and the value in the next.
    const cell =
      !pair && line.length <= LONGEST_CELL && !line.includes(' ') && isFieldName(line) ? (lines[i + 1] ?? '') : null;
    const [name, value] = pair ? [pair[1]!, pair[2]!] : [line, cell];
    if (value !== null && mayTellVisibility(name)) {
      const plain = value.replace(/^["'«“*_\s]+|[\s\])}>*_~"'`»”;,-]+$/g, '');
      const field = { name, value: plain, empty: plain === '', place: '', where: whereOf(line) };
      const claim = claimOfLine(field, { loose: true, looser: !above || !pair });
      if (claim) claims.set(line, claim);
    }
    if (!pair && above) above = !/[\p{L}\p{N}]/u.test(line);
  });
  return claims;
}

const LONGEST_NAME = 80;
const LONGEST_CELL = 20;
const LONGEST_LINE = 400;
const PAIR = /^[^\p{L}\p{N}]{0,20}(\p{L}[\p{L}\p{M}'’_. -]{0,40}?)["'*_\s]{0,5}[:：=]{1,2}(?!\/\/)(.*)$/u;
