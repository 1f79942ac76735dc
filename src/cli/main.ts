#!/usr/bin/env node
/** The `dixit` command: one file a verb. Exit status: 0 done, 1 some input failed (the rest is done), 2 misuse. */
import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { Misuse } from '../pipeline/misuse.ts';
import { settings } from '../pipeline/settings.ts';
import type { ExportFormat } from '../web/api/rows.ts';
import type { Decision } from './correct.ts';
import type { Asked } from './doctor.ts';
import type { Removal } from './remove.ts';

const DONE = 0;
const SOME_FAILED = 1;
const MISUSE = 2;

type IndexOption = { index?: string };
let status = DONE;
const failedInputs = (count: number) => {
  if (count > 0) status = SOME_FAILED;
};

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const dixit = new Command('dixit')
  .description('Who said what, in which office, in both languages: quotations of press releases')
  .version(version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });
dixit.action(() => dixit.outputHelp());

// Each verb loads what it needs when it is called: `dixit --help` does not wait for a database driver.
verb('extract', 'read releases and print what they say, one JSON line each; stores nothing')
  .addArgument(new Argument('<file...>', 'releases (.txt, .html, .jsonl) or folders of them'))
  .option('--text', 'print the normalised text too, which start and end index')
  .action(async (files: string[], options: IndexOption & { text?: boolean }) => {
    const { extractFiles } = await import('./extract.ts');
    failedInputs(await extractFiles(files, settings(options.index), options.text ?? false));
  });
verb('view', 'show what is found in releases: sections, quotations, cues and sources, marked in the text')
  .addArgument(new Argument('<file...>', 'releases (.txt, .html, .jsonl) or folders of them'))
  .option('--html', 'print a page that needs nothing else')
  .action(async (files: string[], options: IndexOption & { html?: boolean }) => {
    const { viewFiles } = await import('./view.ts');
    failedInputs(await viewFiles(files, settings(options.index), options.html ?? false));
  });
verb('ingest', 'store releases and publish their quotations')
  .addArgument(new Argument('<source...>', 'files, folders or web addresses'))
  .option('--wait <seconds>', 'how long to wait for another ingest of this index', seconds, 0)
  .option('--mirror', 'the sources are folders: what was read from them before and is gone from them is withdrawn')
  .option('--yes', 'with --mirror: also where that is more than half of a folder')
  .action(async (sources: string[], options: IndexOption & { wait: number; mirror?: boolean; yes?: boolean }) => {
    const { giveWay } = await import('../pipeline/lower-priority.ts');
    const { ingest, ingestedText } = await import('../pipeline/ingest.ts');
    giveWay();
    const outcome = await ingest(sources, settings(options.index), {
      wait: options.wait * 1000,
      mirror: options.mirror ? { most: options.yes ?? false } : null,
    });
    process.stderr.write(`dixit: ${ingestedText(outcome)}\n`);
    failedInputs(outcome.failed);
  });
verb('remove', 'take releases down, whatever their sources say; they stay recorded')
  .argument('<what...>', 'ids of releases, source ids, paths of files or folders, web addresses')
  .option('--purge', 'erase them: text, revisions, and what was learned from them')
  .option('--undo', 'show them again')
  .action(async (whats: string[], options: IndexOption & Removal) => {
    const { remove } = await import('./remove.ts');
    failedInputs(await remove(whats, settings(options.index), options));
  });
verb('doctor', 'check that what is stored and published is as it was written')
  .option('--store', 'the record alone')
  .option('--snapshot', 'the published snapshot alone')
  .action(async (options: IndexOption & Asked) => {
    const { doctor } = await import('./doctor.ts');
    failedInputs(await doctor(settings(options.index), options));
  });
verb('serve', 'answer searches over HTTP; never ingests').action(async (options: IndexOption) => {
  const { serve } = await import('./serve.ts');
  await serve(settings(options.index));
});
verb('start', 'ingest the corpus, then serve').action(async (options: IndexOption) => {
  const { start } = await import('./start.ts');
  await start(settings(options.index));
});
verb('search', 'search from the command line')
  .argument('<query...>', 'words, "phrases", speaker:, post:, lang:, from:, to:, kind:')
  .option('--json', 'print the answer as JSON')
  .option('--limit <n>', 'how many hits', positive, 10)
  .option('--explain', 'print what each score is made of')
  .option('--no-translate', 'find the words in no other language')
  .action(
    async (
      query: string[],
      { index, ...options }: IndexOption & { json?: boolean; limit: number; explain?: boolean; translate: boolean },
    ) => {
      const { search } = await import('./search.ts');
      await search(query.join(' '), settings(index), { json: false, explain: false, ...options });
    },
  );
verb('export', 'print every quotation that a query finds, newest first')
  .argument('[query...]')
  .addOption(new Option('--format <format>', 'jsonl, json or csv').choices(['jsonl', 'json', 'csv']).default('jsonl'))
  .action(async (query: string[], options: IndexOption & { format: ExportFormat }) => {
    const { exportQuotations } = await import('./export.ts');
    await exportQuotations(query.join(' '), options.format, settings(options.index));
  });
verb('people', 'people and posts that the collection names and the register does not')
  .option('--learned', 'list them, one JSON line each')
  .option('--as-register <dir>', 'write them as rows of a register, to be reviewed, into a folder')
  .action(async (options: IndexOption & { learned?: boolean; asRegister?: string }) => {
    const { listLearned, writeLearned } = await import('./people.ts');
    if (options.asRegister) await writeLearned(options.asRegister, settings(options.index));
    else await listLearned(settings(options.index));
  });
verb('correct', 'decide who speaks in a quotation; kept in corrections.jsonl of the corpus, applied with every publish')
  .argument('<quotation>', 'the id of a quotation')
  .addOption(new Option('--speaker <person>', 'id of a person, or a name in full').conflicts('nobody'))
  .option('--nobody', 'nobody speaks, or nobody knows who')
  .addOption(new Option('--post <post...>', 'ids of the posts').conflicts('withoutPost'))
  .option('--without-post', 'in no post')
  .addOption(new Option('--not-a-quotation', 'leave it out').conflicts('aQuotation'))
  .option('--a-quotation', 'take that back')
  .option('--note <text>', 'why')
  .action(async (id: string, options: IndexOption & Decision) => {
    const { correct } = await import('./correct.ts');
    await correct(id, options, settings(options.index));
  });
verb('lexicon', 'what a term is in the other language, and where that is known from')
  .argument('<term...>', 'a French or English term')
  .option('--json', 'print it as JSON')
  .action(async (term: string[], options: IndexOption & { json?: boolean }) => {
    const { lexicon } = await import('./lexicon.ts');
    await lexicon(term.join(' '), settings(options.index), { json: options.json ?? false });
  });
verb('differences', 'quotations whose numbers, amounts, dates or names are not those of their other version')
  .option('--lang <lang>', 'the version that comes first', 'fr')
  .option('--json', 'print one JSON line a quotation')
  .action(async (options: IndexOption & { json?: boolean; lang: string }) => {
    const { differences } = await import('./differences.ts');
    await differences(settings(options.index), { json: options.json ?? false, lang: options.lang });
  });
verb('stats', 'what is published')
  .option('--json', 'print it as JSON')
  .action(async (options: IndexOption & { json?: boolean }) => {
    const { stats } = await import('./stats.ts');
    await stats(settings(options.index), { json: options.json ?? false });
  });

try {
  await dixit.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) status = error.exitCode === 0 ? DONE : MISUSE;
  else {
    process.stderr.write(`dixit: ${(error as Error).message}\n`);
    status = error instanceof Misuse ? MISUSE : SOME_FAILED;
  }
}
// Damage that was met on the way has been told of, and set it.
if (status !== DONE) process.exitCode = status;

function verb(name: string, description: string): Command {
  return dixit
    .command(name)
    .description(description)
    .exitOverride()
    .option('--index <dir>', 'where the store and the published index are');
}

function positive(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('expected a number from 1 to 9999');
  return Number(value);
}

function seconds(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('expected a number of seconds');
  return Number(value);
}
