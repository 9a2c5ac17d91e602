import { stringify } from 'csv-stringify/sync';

/** What spreadsheets take for the start of a formula, also in quotes; the last four are fullwidth. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
/** Starts a cell that a spreadsheet would run, and one that starts so itself: taking one away gives the text back. */
const SHIELD = "'";

/** Control characters drive the terminal or the spreadsheet that shows them; tabs and line ends stay. */
const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;
const MARK = '\uFFFD';

const shielded = (text: string): string =>
  FORMULA.test(text) || text.startsWith(SHIELD) ? `${SHIELD}${text}` : text;

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return shielded(value.replace(CONTROLS, MARK));
  return typeof value === 'object' ? JSON.stringify(value).replace(CONTROLS, MARK) : String(value);
};

/** Left alone, the library quotes only the line end that it writes itself. */
const STYLE = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;

const lineOf = (cells: readonly string[]): string => stringify([cells], STYLE);

/** Spreadsheets read UTF-8 only after this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark): a line of names, null as an empty cell, structures as JSON. A text
 * that a spreadsheet would take for a formula, or that starts with an apostrophe, gets an apostrophe before it; a control
 * character other than tab and line end becomes U+FFFD.
 */
export function* toCsv<Field extends string>(
  fields: readonly Field[],
  rows: Iterable<Readonly<Record<Field, unknown>>>,
): Generator<string, void, undefined> {
  yield `${BYTE_ORDER_MARK}${lineOf(fields)}`;
  for (const row of rows) yield lineOf(fields.map((field) => cellOf(row[field])));
}
