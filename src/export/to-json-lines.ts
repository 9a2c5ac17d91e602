/** Rows as JSON Lines, their fields in this order. */
export function* toJsonLines<Field extends string>(
  fields: readonly Field[],
  rows: Iterable<Readonly<Record<Field, unknown>>>,
): Generator<string, void, undefined> {
  for (const row of rows) {
    yield `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])))}\n`;
  }
}
