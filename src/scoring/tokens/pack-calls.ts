/** The share of a call that may be padding, 0 to 1. */
const MOST_PADDING = 0.1;

interface Measured {
  readonly length: number;
}

/**
 * Shares texts out over calls of a model: of about one length each, so that at most a tenth of a call is padding, and at
 * most `tokensPerCall` tokens with their padding; a longer text has a call of its own.
 */
export const packCalls = <Item extends Measured>(
  items: readonly Item[],
  tokensPerCall: number,
): readonly (readonly Item[])[] => {
  const calls: Item[][] = [];
  let used = 0;
  for (const item of [...items].sort((one, other) => one.length - other.length)) {
    const call = calls.at(-1);
    const size = ((call?.length ?? 0) + 1) * item.length;
    const joins = size <= tokensPerCall && size - used - item.length <= MOST_PADDING * size;
    if (call !== undefined && joins) call.push(item);
    else calls.push([item]);
    used = (call !== undefined && joins ? used : 0) + item.length;
  }
  return calls;
};
