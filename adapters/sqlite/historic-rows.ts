import { getTableColumns } from 'drizzle-orm';
import type { Database } from './open-database.ts';
import type { RunRow } from './run-rows.ts';
import { runs } from './schema.ts';

/** A run with what its prompts are known by. */
export interface HistoricRow {
  readonly row: RunRow;
  readonly promptContent: string;
}

const COLUMNS = Object.entries(getTableColumns(runs)).map(([key, column]) => ({ key, column }));

const SELECT = `
select ${COLUMNS.map(({ column }) => `runs.${column.name}`).join(', ')}, prompt_sets.content_key
from runs join prompt_sets on prompt_sets.id = runs.prompt_set`;

/** As Drizzle makes a row, which looks up for each value of each row how it is made. */
const toHistoricRow = (values: readonly unknown[]): HistoricRow => {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < COLUMNS.length; at += 1) {
    const { key, column } = COLUMNS[at] as (typeof COLUMNS)[number];
    const value = values[at];
    row[key] = value === null ? null : column.mapFromDriverValue(value);
  }
  return { row: row as RunRow, promptContent: values[COLUMNS.length] as string };
};

/** Reads many whole runs, newest first; `where` names its values. Within a transaction of the caller. */
export const prepareHistoricRows = <Values extends object>(
  { sqlite }: Database,
  where: string,
): ((values: Values) => readonly HistoricRow[]) => {
  const statement = sqlite
    .prepare<[Values], readonly unknown[]>(`${SELECT} where ${where} order by runs.seq desc`)
    .raw();
  return (values) => statement.all(values).map(toHistoricRow);
};
