/** `dixit correct`: writes down what a person decided about one quotation; the next publication applies it. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CorrectionRow, faultIn, rowFault } from '../people/corrections.ts';
import { collectionOf, correctionsPath, knownIn, recordedAmong } from '../pipeline/collection.ts';
import { Misuse } from '../pipeline/misuse.ts';
import { loadRegister } from '../pipeline/register.ts';
import type { Settings } from '../pipeline/settings.ts';
import { PARTS } from '../pipeline/wiring.ts';
import { writeOut } from './output.ts';
import { republish } from './people.ts';

export type Decision = {
  speaker?: string;
  nobody?: boolean;
  post?: string[];
  withoutPost?: boolean;
  notAQuotation?: boolean;
  aQuotation?: boolean;
  note?: string;
};

/** Throws `Misuse` for a row that would not load; appends nothing then. Publishes what is stored anew. */
export async function correct(quotationId: string, decision: Decision, settings: Settings): Promise<void> {
  const row: CorrectionRow = {
    quotationId,
    ...(decision.nobody ? { speaker: null } : decision.speaker === undefined ? {} : { speaker: decision.speaker }),
    ...(decision.withoutPost ? { posts: [] } : decision.post === undefined ? {} : { posts: decision.post }),
    ...(decision.notAQuotation ? { notAQuotation: true } : decision.aQuotation ? { notAQuotation: false } : {}),
    ...(decision.note === undefined ? {} : { note: decision.note }),
  };
  const store = PARTS.openStore(settings.index);
  try {
    const collection = collectionOf(store, loadRegister(settings.corpus), PARTS);
    const fault = rowFault(row) ?? faultIn(row, knownIn(collection));
    if (fault) throw new Misuse(fault);
    if (!recordedAmong([quotationId], store).has(quotationId)) {
      throw new Misuse(`expected the id of a quotation of ${settings.index}, found "${quotationId}"`);
    }
  } finally {
    store.close();
  }
  const path = correctionsPath(settings.corpus);
  append(path, JSON.stringify(row));
  await writeOut(`${JSON.stringify(row)}\n`);
  await republish(settings);
}

/** On a line of its own, also behind a hand-edited file whose last line does not end. */
function append(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const open = existsSync(path) && /[^\n]$/.test(readFileSync(path, 'utf8'));
  appendFileSync(path, `${open ? '\n' : ''}${line}\n`);
}
