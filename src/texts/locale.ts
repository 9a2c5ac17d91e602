export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

type Sentence = string | ((values: never) => string);
type SameSentences<Area> = { readonly [Key in keyof Area]: Area[Key] extends string ? string : Area[Key] };

/**
 * One area of the catalogue. English decides the keys and the values that each sentence takes; a Chinese sentence that
 * is missing, or takes other values, does not compile.
 */
export const defineTexts = <Area extends Record<string, Sentence>>(area: {
  readonly en: Area;
  readonly 'zh-CN': SameSentences<Area>;
}): { readonly [L in Locale]: SameSentences<Area> } =>
  area as { readonly [L in Locale]: SameSentences<Area> };
