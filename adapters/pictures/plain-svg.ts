const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** `font-size:13px;` as `font-size="13px"`: what a strict content security policy lets stand. */
const asAttributes = (style: string): string =>
  style
    .split(';')
    .filter((rule) => rule.trim() !== '')
    .map((rule) => {
      const colon = rule.indexOf(':');
      return `${rule.slice(0, colon).trim()}="${rule.slice(colon + 1).trim()}"`;
    })
    .join(' ');

/** Marks that the chart library leaves for its scripts in a browser. */
const LEFTOVER = / (?:ecmeta_\w+|class|pointer-events|xml:space|xmlns:xlink|baseProfile|version)="[^"]*"/g;

/**
 * The library's SVG as a picture that can stand anywhere: no style sheet, no classes or ids that meet those of another
 * picture, and words for whoever cannot see it. Texts are escaped by the library, so that tags are its own.
 */
export const plainSvg = (svg: string, alt: string): string =>
  svg
    .replace(/<style[\s\S]*<\/style>\s*/, '')
    .replace(/<[a-z][^>]*>/g, (tag) =>
      tag
        .replace(LEFTOVER, '')
        .replace(/ style="([^"]*)"/, (_all, style: string) => ` ${asAttributes(style)}`),
    )
    .replace('<svg ', `<svg role="img" aria-label="${escaped(alt)}" `);
