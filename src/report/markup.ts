/** HTML that is safe to stand in a page. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs that have no shape of their own and could turn or hide what stands beside them; tab and line feed are harmless. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff]/gu;

const codeOf = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Text of ours or of others, inert between tags and in quoted attributes; what cannot be seen is shown by its code. */
export const escaped = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(UNSEEN, codeOf)
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

type Value = string | number | Markup | readonly Markup[];

/** Markup from a template: what is inserted is escaped, unless it is markup itself. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: parts.reduce((all, part, index) => `${all}${inserted(values[index - 1] ?? '')}${part}`),
});

const inserted = (value: Value): string => {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
};

/** A value as JSON that can stand in a script element: no tag, comment or line separator gets through. */
export const embeddedJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
