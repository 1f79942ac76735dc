import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/read/decode.ts';
import { ReadError } from '../../src/read/error.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const utf16 = (text: string, { bigEndian = false, mark = true } = {}) => {
  const buffer = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return Uint8Array.from(bigEndian ? buffer.swap16() : buffer);
};
/** Each character below U+0100 as one byte, which Windows-1252 shares with Latin-1 but for 80 to 9F. */
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

const TEXT = 'Déjà l’été : « on récolte », dit la mairesse de Pré-d’Amont — enfin…';
const read = (data: Uint8Array, declared?: string) => decode(data, 'a.txt', { declared: [declared ?? null] });
const rules = (data: Uint8Array, declared?: string) => read(data, declared).diagnostics.map(({ rule }) => rule);

describe('encodings', () => {
  it.each([
    ['UTF-8', utf8(TEXT), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${TEXT}`), 'utf-8'],
    ['UTF-16 little endian', utf16(TEXT), 'utf-16le'],
    ['UTF-16 big endian', utf16(TEXT, { bigEndian: true }), 'utf-16be'],
    ['UTF-16 little endian without mark', utf16(TEXT, { mark: false }), 'utf-16le'],
    ['UTF-16 big endian without mark', utf16(TEXT, { bigEndian: true, mark: false }), 'utf-16be'],
  ])('reads %s', (_, data, encoding) => {
    expect(read(data)).toEqual({ text: TEXT, encoding, diagnostics: [] });
  });

  it('takes what is not UTF-8 for Windows-1252, and says so', () => {
    const data = latin1('\x93Prêts\x94 \x96 l\x92été arrive\x85');
    expect(read(data)).toMatchObject({ text: '“Prêts” – l’été arrive…', encoding: 'windows-1252' });
    expect(rules(data)).toEqual(['encoding-assumed']);
  });

  it('believes a declared charset only where the bytes are not UTF-8', () => {
    expect(read(utf8('été'), 'iso-8859-1').text).toBe('été');
    expect(read(bytes(0xa4, 0x35, 0xe9), 'iso-8859-15')).toEqual({
      text: '€5é',
      encoding: 'iso-8859-15',
      diagnostics: [],
    });
    expect(read(latin1('été fini'), 'klingon').text).toBe('été fini');
    expect(read(latin1('été fini'), 'utf-8').text).toBe('été fini');
  });

  it('keeps what stands before a character cut in two', () => {
    const whole = utf8('Merci à la mairesse, dit-il, émue');
    expect(read(utf8('Merci à la cité').subarray(0, -1))).toMatchObject({ text: 'Merci à la cit', encoding: 'utf-8' });
    expect(rules(utf8('Merci à la cité').subarray(0, -1))).toEqual(['truncated']);
    expect(read(utf8('Enough is enough”').subarray(0, -1)).text).toBe('Enough is enough');
    expect(rules(whole)).toEqual([]);
    expect(read(utf16('cut here').subarray(0, -1))).toMatchObject({ text: 'cut her' });
    expect(rules(utf16('cut here').subarray(0, -1))).toEqual(['truncated']);
  });

  it('does not take a last accent in Windows-1252 for half a character', () => {
    expect(read(latin1('Le mandat est fini, et bien rempli, dit le maire, enchanté')).text).toMatch(/enchanté$/);
  });

  it('reads UTF-8 with a few bad bytes as UTF-8', () => {
    const data = Uint8Array.from([...utf8('Été, automne, février, «'), 0x96, ...utf8('» à Pré')]);
    expect(read(data).text).toBe('Été, automne, février, «\ufffd» à Pré');
    expect(rules(data)).toEqual(['encoding-damaged']);
  });
});

describe('what is no text', () => {
  it.each([
    ['nothing', bytes(), 'an empty file'],
    ['blanks', utf8(' \n\t\u00a0\n'), 'only white space'],
    ['a mark alone', bytes(0xef, 0xbb, 0xbf), 'only white space'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), 'a PNG image'],
    ['a PDF', latin1('%PDF-1.7\n%âãÏÓ\n'), 'a PDF document'],
    ['a Word document', bytes(0x50, 0x4b, 3, 4, 20, 0), 'a ZIP archive (perhaps .docx or .odt)'],
    ['RTF', utf8('{\\rtf1\\ansi Bonjour}'), 'an RTF document'],
    ['zero bytes', bytes(0x61, 0x62, 0, 0, 0x63, 0x64, 0, 0), 'binary data (a zero byte at character 3)'],
    ['control characters', utf8('ab\x01\x02\x03cd\x04'), 'binary data (4 control characters among 8)'],
  ])('refuses %s', (_, data, found) => {
    expect(() => read(data)).toThrow(new ReadError('a.txt', 'text', found));
    expect(() => read(data)).toThrow(`a.txt: expected text, found ${found}`);
  });

  it('forgives a stray control character', () => {
    expect(read(utf8(`${'Un communiqué ordinaire. '.repeat(8)}\x0b\f\x07`)).encoding).toBe('utf-8');
  });
});

describe('any bytes', () => {
  it('give text or a ReadError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string(), { nil: undefined }), (data, declared) => {
        try {
          expect(read(data, declared).text).toMatch(/\S/);
        } catch (error) {
          expect(error).toBeInstanceOf(ReadError);
        }
      }),
    );
  });

  it('that are a text in UTF-8 give that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(/\S/.test(text) && !/[\p{Cc}\ufeff]/u.test(text));
        expect(read(utf8(text)).text).toBe(text);
      }),
    );
  });
});
