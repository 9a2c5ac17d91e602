import { element } from './elements.ts';

/** Signs without a shape that could hide or turn the text around them; tab and line feed are harmless. */
const UNSEEN = /((?![\t\n])[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff])/u;

const codeOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Text of models and people: shown as it is, in its own direction, with what cannot be seen named by its code. */
export const foreignText = (
  name: 'p' | 'pre' | 'td' | 'span',
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement =>
  element(
    name,
    { dir: 'auto', ...attributes },
    ...text
      .split(UNSEEN)
      .map((piece, index) => (index % 2 === 1 ? element('code', { class: 'unseen' }, codeOf(piece)) : piece)),
  );
