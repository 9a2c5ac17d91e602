const PART_LENGTH = 65_536;

/** The same text in fewer pieces, so that writing it costs fewer calls. */
export function* inParts(pieces: Iterable<string>): Generator<string, void, undefined> {
  let part = '';
  for (const piece of pieces) {
    part += piece;
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  if (part !== '') yield part;
}
