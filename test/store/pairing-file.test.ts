/** What pairing remembers is there again for the next to open the file, or nothing is. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetPairingFile, openPairingFile, tidyPairingFile } from '../../src/store/pairing-file.ts';

type Saved = { size: number; pages: { given: number; free: Int32Array } };
const STATE = {
  basis: 'store.7',
  version: 12,
  whole: 2,
  saved: { size: 2, pages: { given: 3, free: Int32Array.of(1, 2) } },
  lessons: { people: ['Ève'] },
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dixit-pairing-'));
});
afterEach(() => rmSync(dir, { recursive: true }));
const open = () => openPairingFile<Saved, typeof STATE.lessons>(dir);

describe('the file of a pairing', () => {
  it('gives back what was saved: state, features and pages', () => {
    const file = open();
    expect(file.state).toBeNull();
    file.writeFeatures(0, Uint8Array.of(1, 2, 3, 4));
    file.writeFeatures(1, Uint8Array.of());
    file.writePage(0, Uint8Array.of(5));
    file.writePage(0, Uint8Array.of(6, 7));
    expect([...file.readFeatures(0)]).toEqual([1, 2, 3, 4]);
    expect([...file.readPage(0)]).toEqual([6, 7]);
    file.save(STATE);
    file.close();

    const again = open();
    expect(again.state).toEqual(STATE);
    expect([...again.readFeatures(0)]).toEqual([1, 2, 3, 4]);
    expect([...again.readFeatures(1)]).toEqual([]);
    expect([...again.readPage(0)]).toEqual([6, 7]);
    expect(again.state!.saved.pages.free).toBeInstanceOf(Int32Array);
    again.save({ ...STATE, version: 13, lessons: null });
    again.close();
    const third = open();
    expect(third.state).toEqual({ ...STATE, version: 13, lessons: null });
    third.close();
  });

  it('forgets what was put and never saved', () => {
    const file = open();
    file.writeFeatures(0, Uint8Array.of(1));
    file.writePage(0, Uint8Array.of(1));
    file.save(STATE);
    file.writeFeatures(0, Uint8Array.of(2));
    file.writePage(0, Uint8Array.of(2));
    file.writeFeatures(1, Uint8Array.of(3));
    file.close();
    const again = open();
    expect([...again.readFeatures(0)]).toEqual([1]);
    expect([...again.readPage(0)]).toEqual([1]);
    expect(() => again.readPage(1)).toThrow(/cannot read .*pairing\.sqlite: expected page 1, found none/);
    expect(() => again.readFeatures(1)).toThrow(
      /cannot read .*pairing\.sqlite: expected the features of release 1, found none/,
    );
    again.close();
    // What is not whole is made anew.
    expect(existsSync(join(dir, 'pairing.sqlite'))).toBe(false);
  });

  it('leaves nothing of what was in it once it is forgotten', () => {
    const file = open();
    file.writeFeatures(0, Uint8Array.from(Buffer.from('words that were taken back')));
    file.save(STATE);
    file.close();
    forgetPairingFile(dir);
    expect(readdirSync(dir)).toEqual([]);
    forgetPairingFile(dir);
    const again = open();
    expect(again.state).toBeNull();
    again.close();
  });

  it('starts anew where it is no database, of another format or of another runtime', () => {
    const path = join(dir, 'pairing.sqlite');
    writeFileSync(path, 'no database');
    const over = open();
    expect(over.state).toBeNull();
    over.save(STATE);
    over.close();

    const stranger = new Database(path);
    const strange = Buffer.from([0xff, 0x7f, 0x01]);
    stranger.prepare('UPDATE state SET bytes = ?, checksum = ?').run(strange, crc32(strange));
    stranger.close();
    const changed = open();
    expect(changed.state).toBeNull();
    changed.save(STATE);
    changed.close();

    const newer = new Database(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const replaced = open();
    expect(replaced.state).toBeNull();
    replaced.close();
  });

  it('never gives out what a changed bit has made of it, and makes it anew', () => {
    for (const [table, read] of [
      ['pages', 'readPage'],
      ['features', 'readFeatures'],
    ] as const) {
      const file = open();
      file.writePage(0, Uint8Array.of(1, 2, 3));
      file.writeFeatures(0, Uint8Array.of(1, 2, 3));
      file.save(STATE);
      file.close();
      const damaged = new Database(join(dir, 'pairing.sqlite'));
      damaged.exec(`UPDATE ${table} SET bytes = x'010203ff' WHERE number = 0`);
      damaged.close();
      const again = open();
      expect(() => again[read](0)).toThrow(/as written, found damage$/);
      again.close();
      expect(existsSync(join(dir, 'pairing.sqlite'))).toBe(false);
    }
  });

  it('is tidied only where a log was left', () => {
    tidyPairingFile(dir);
    expect(readdirSync(dir)).toEqual([]);
  });
});
