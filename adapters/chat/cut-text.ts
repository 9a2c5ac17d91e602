const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ELLIPSIS = '…';

/** Where a text may end so that it is at most `most` long and no grapheme is broken; 0 when not even one fits. */
const endOf = (text: string, most: number): number => {
  // one grapheme may be long, so the search starts where a few of them may end
  const from = Math.max(0, most - 200);
  const head = from === 0 ? 0 : (segmenter.segment(text).containing(from)?.index ?? 0);
  let end = head;
  for (const { index, segment } of segmenter.segment(text.slice(head, most + 200))) {
    if (head + index + segment.length > most) break;
    end = head + index + segment.length;
  }
  return end;
};

/** The text if it is at most `most` long, else its beginning and an ellipsis, cut between two graphemes. */
export const cutText = (text: string, most: number): string => {
  if (text.length <= most) return text;
  if (most < 1) return '';
  return `${text.slice(0, endOf(text, most - 1))}${ELLIPSIS}`;
};

/** The text in parts of at most `most`, cut between graphemes; a grapheme that is longer is cut all the same. */
export const splitText = (text: string, most: number): readonly string[] => {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const end = rest.length <= most ? rest.length : endOf(rest, most) || most;
    parts.push(rest.slice(0, end));
    at += end;
  }
  return parts;
};
