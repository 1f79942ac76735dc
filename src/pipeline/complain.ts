/** What goes wrong with one input, told on stderr while the rest goes on. */

/** One line, whatever the names of files and the words of strangers in it hold. */
export function complain(message: string): void {
  process.stderr.write(`dixit: ${onOneLine(message)}\n`);
}

/** Control characters, line ends and what reverses the direction of text, written as escapes. */
export function onOneLine(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return NAMED[character] ?? (code.length > 2 ? `\\u{${code}}` : `\\x${code.padStart(2, '0')}`);
  });
}

const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
