/** Control characters that JSON lets stand raw, and a terminal may obey. */
const RAW_CONTROLS = /[\u007F-\u009F]/gu;

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Rows as JSON Lines, their fields in this order; every control character is escaped. */
export function* toJsonLines<Field extends string>(
  fields: readonly Field[],
  rows: Iterable<Readonly<Record<Field, unknown>>>,
): Generator<string, void, undefined> {
  for (const row of rows) {
    const line = JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])));
    yield `${line.replace(RAW_CONTROLS, escaped)}\n`;
  }
}
