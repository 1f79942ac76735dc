/** SQLite's full-text index, ranked by its bm25; filters and facets by SQL over a table beside it. */
import { join } from 'node:path';
import Database from 'libsql';
import { linesOf, type Question, STEMS, type StemmedQuotation } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

const FACETS = ['speaker', 'post', 'lang', 'year'];
const FILE = 'fts5.sqlite';
const BATCH = 10_000;

export const fts5: Engine = {
  name: 'SQLite FTS5',
  ranks: true,
  most: Number.POSITIVE_INFINITY,
  async build(folder, dir) {
    const database = new Database(join(dir, FILE));
    database.exec(`
      PRAGMA journal_mode = WAL;
      CREATE VIRTUAL TABLE words USING fts5(stems, content = '', tokenize = "unicode61 remove_diacritics 0");
      CREATE TABLE quotation (id INTEGER PRIMARY KEY, lang TEXT, day INTEGER, year INTEGER, speaker TEXT, post TEXT);
    `);
    const addWords = database.prepare('INSERT INTO words (rowid, stems) VALUES (?, ?)');
    const addQuotation = database.prepare('INSERT INTO quotation VALUES (?, ?, ?, ?, ?, ?)');
    let waiting = 0;
    database.exec('BEGIN');
    for await (const { id, stems, lang, day, year, speaker, post } of linesOf<StemmedQuotation>(join(folder, STEMS))) {
      addWords.run(id, stems);
      addQuotation.run(id, lang, day, year, speaker, post);
      waiting += 1;
      if (waiting % BATCH === 0) database.exec('COMMIT; BEGIN');
    }
    database.exec(`COMMIT; INSERT INTO words (words) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE);`);
    return { ...searcher(database), unsaved: null };
  },
  open: async (dir) => searcher(new Database(join(dir, FILE), { readonly: true })),
};

function searcher(database: Database.Database): Searcher {
  const best = database.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10');
  const rest = 'FROM words JOIN quotation ON id = words.rowid WHERE words MATCH ? AND lang = ? AND day BETWEEN ? AND ?';
  const filtered = database.prepare(`SELECT id ${rest} ORDER BY rank LIMIT 10`);
  const facets = FACETS.map((facet) => database.prepare(`SELECT ${facet}, count(*) ${rest} GROUP BY ${facet}`));
  return {
    ask({ kind, stems, filters }: Question) {
      const match = matchOf(kind, stems.map(quoted));
      if (!filters) return best.all(match).length;
      const given = [match, filters.lang, filters.from, filters.to];
      for (const facet of facets) facet.all(...given);
      return filtered.all(...given).length;
    },
    close: () => {
      database.close();
    },
  };
}

const quoted = (stem: string): string => `"${stem.replaceAll('"', '""')}"`;

function matchOf(kind: Question['kind'], stems: readonly string[]): string {
  if (kind === 'prefix') return `${stems.join(' ')}*`;
  if (kind === 'phrase of 3 words') return stems.join(' + ');
  return stems.join(kind === 'any of 4 words' ? ' OR ' : ' AND ');
}
