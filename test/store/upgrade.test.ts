/** A record of version 1 is brought up to date as a whole; what is damaged in it is never shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawRelease } from '../../src/domain.ts';
import { releaseId } from '../../src/identity.ts';
import { openStore, storePath } from '../../src/store/index.ts';
import { contentHashOf } from '../../src/store/record.ts';
import { FORMER_SCHEMA } from './former-schema.ts';
import { EXTRACTOR, extractionOf, rawRelease } from './samples.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dixit-upgrade-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const FIRST = rawRelease('« Enfin », dit-elle.\n\nPuis : « Merci ».', { place: '/lieu/a.txt', sourceId: 'a.txt' });
const CHANGED = { ...FIRST, status: 'withheld' as const };
const SECOND = rawRelease('« Jamais », dit-elle.', { place: '/lieu/b.jsonl:7', sourceId: 'b', url: null });

/** As version 1 wrote it. */
function write(database: Database.Database, raw: RawRelease, revision: number, version: number): string {
  const id = releaseId(raw.publisher, raw.sourceId);
  const { quotations, ...rest } = extractionOf(raw);
  const run = (query: string, ...values: unknown[]) => database.prepare(query).run(...values);
  run(
    'INSERT INTO releases VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision, version = excluded.version',
    id,
    raw.publisher,
    raw.sourceId,
    revision,
    version,
  );
  run(
    'INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    revision,
    contentHashOf(raw),
    'reading',
    `2026-03-0${version}T00:00:00.000Z`,
    EXTRACTOR,
    raw.url,
    raw.status,
    raw.embargoedUntil,
    JSON.stringify(raw),
    JSON.stringify(rest),
  );
  for (const [ordinal, { quotation, attribution }] of quotations.entries()) {
    const { id: quotationId, lang, kind, content, text } = quotation;
    run(
      'INSERT INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      revision,
      quotationId,
      ordinal,
      lang,
      kind,
      JSON.stringify(content),
      text,
    );
    const { mention, names, source, cue, title, rule, certainty } = attribution;
    run(
      'INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      revision,
      quotationId,
      mention,
      JSON.stringify(names),
      source && JSON.stringify(source),
      cue && JSON.stringify(cue),
      title,
      rule,
      certainty,
    );
  }
  run('INSERT OR REPLACE INTO sightings VALUES (?, ?, ?)', raw.place, id, 'reading');
  database.prepare('UPDATE state SET version = ?').run(version);
  return id;
}

function formerStore(change: (database: Database.Database) => void = () => {}): void {
  const database = new Database(storePath(dir));
  database.exec(FORMER_SCHEMA);
  write(database, FIRST, 1, 1);
  write(database, SECOND, 1, 2);
  write(database, CHANGED, 2, 3);
  database.prepare('INSERT INTO files VALUES (?, ?, ?, ?)').run('/lieu/a.txt', 'a.txt', 'bytes', EXTRACTOR);
  change(database);
  database.close();
}

describe('a record of version 1', () => {
  it('keeps every release, revision, quotation, place and file', () => {
    formerStore();
    const told: string[] = [];
    const store = openStore(dir, { onDamage: (id, why) => told.push(`${id} ${why}`) });
    const [a, b] = [FIRST, SECOND].map((raw) => releaseId(raw.publisher, raw.sourceId)) as [string, string];
    expect(store.stats()).toEqual({ releases: 2, revisions: 3, quotations: 3, version: 3 });
    expect(store.release(a)).toMatchObject({
      release: {
        sourceId: 'a.txt',
        publisher: 'Ville de Clairpré',
        url: FIRST.url,
        status: 'withheld',
        revision: 2,
        recordedAt: '2026-03-03T00:00:00.000Z',
      },
      alternates: FIRST.alternates,
      quotations: extractionOf(FIRST).quotations,
    });
    expect(store.revisions(a).map(({ release }) => release.status)).toEqual(['usable', 'withheld']);
    expect(store.release(b)!.quotations).toEqual(extractionOf(SECOND).quotations);
    expect([...store.changedSince(2)].map(({ release }) => release.id)).toEqual([a]);
    expect(store.sourceIdAt('/lieu/a.txt')).toBe('a.txt');
    expect(store.seen({ path: '/lieu/a.txt', bytesHash: 'bytes', extractor: EXTRACTOR })).toBe(true);
    expect(store.named('/lieu/b.jsonl', '/lieu/b.jsonl')).toEqual([b]);
    expect([...store.faults()]).toEqual([]);
    expect(told).toEqual([]);
    expect(store.record(CHANGED, extractionOf(CHANGED), { extractor: EXTRACTOR }).outcome).toBe('unchanged');
    store.close();
    const again = openStore(dir);
    expect(again.stats()).toMatchObject({ releases: 2, revisions: 3 });
    again.close();
  });

  it.each([
    ['a changed word of a quotation', "UPDATE quotations SET text = replace(text, 'Jamais', 'Demain')"],
    ['a changed text', "UPDATE revisions SET extraction = replace(extraction, 'Jamais', 'Demain')"],
    ['a changed source', "UPDATE revisions SET raw = replace(raw, 'Jamais', 'Demain')"],
    ['a text that is not UTF-8', "UPDATE revisions SET raw = CAST(CAST(raw AS BLOB) || x'ff' AS TEXT)"],
    ['a changed status', "UPDATE revisions SET status = 'usable'"],
  ])('keeps %s out of what is shown', (_, change) => {
    formerStore((database) => database.exec(change));
    const told: string[] = [];
    const store = openStore(dir, { onDamage: (id) => told.push(id!) });
    const shown = [...store.releases()];
    expect(shown.length).toBeLessThan(2);
    expect(JSON.stringify(shown)).not.toContain('Demain');
    expect(told.length + shown.length).toBe(2);
    store.close();
  });

  it('is not touched by who only reads', () => {
    formerStore();
    expect(() => openStore(dir, { readonly: true })).toThrow(
      /expected a Dixit store of version 2, found version 1 \(dixit ingest brings it up to date\)$/,
    );
    openStore(dir).close();
  });
});
