/** The API refuses what it cannot read, where a page ignores it. */
import { problemOf } from '../problem.ts';
import { type ParameterTable, readParameters, type Values } from '../requests.ts';

/** The values of a query string by their table; throws a `Problem` that names the first fault. */
export function checkedValues<Table extends ParameterTable>(table: Table, query: URLSearchParams): Values<Table> {
  const { values, faults } = readParameters(table, query);
  const [fault] = faults;
  if (fault) throw problemOf(fault);
  return values;
}
