/** `dixit export`: every quotation a query finds, newest first and then by id, as data with provenance. */

import type { Settings } from '../pipeline/settings.ts';
import { NO_FILTERS } from '../search/port.ts';
import { type ExportFormat, exportText } from '../web/api/rows.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';

export async function exportQuotations(q: string, format: ExportFormat, settings: Settings): Promise<void> {
  await fromPublished(settings.index, async (index) => {
    for await (const text of exportText(index.scan({ q, filters: NO_FILTERS }), format)) await writeOut(text);
  });
}
