/** What a field asks for in its own words, as `Label: 2 unaware`; undefined when it asks for everything. */
const inWords = (field: HTMLInputElement | HTMLSelectElement): string | undefined => {
  if (field.value === '') return undefined;
  const asked =
    field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : `“${field.value}”`;
  return `${field.labels?.[0]?.textContent ?? field.name}: ${asked}`;
};

/** What is asked for, for paper, where the form is not. */
export const chosen = (fields: readonly (HTMLInputElement | HTMLSelectElement)[]): string =>
  fields.flatMap((field) => inWords(field) ?? []).join(' · ');
