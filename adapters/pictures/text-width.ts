/** About how wide a text is in the bundled font, in pixels: Chinese characters fill a square, others half of it and a bit. */
export const widthOf = (text: string, fontSize: number): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (/[\u2e80-\uffef]|[^\0-\uffff]/u.test(character) ? 1 : 0.56),
    0,
  ) * fontSize;
