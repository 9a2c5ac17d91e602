const BLOCK = /<think>([\s\S]*?)(?:<\/think>|$)/gi;
const ORPHAN_END = /^([\s\S]*?)<\/think>/i;
/** The end-of-sequence token of Llama-like models, which some servers leave in the text. */
const END_TOKEN = '</s>';

/** By hand: a pattern that tries every start of a long run of spaces takes quadratic time. */
const withoutEndTokens = (text: string): string => {
  let rest = text.trimEnd();
  while (rest.endsWith(END_TOKEN)) rest = rest.slice(0, -END_TOKEN.length).trimEnd();
  return rest;
};

/**
 * Parts a raw reply into what it says and what it thought: `<think>…</think>` wherever it stands, also one that was
 * never closed, and text up to a `</think>` whose opening stood in the prompt's template. A literal `</s>` at the end
 * is dropped. `reasoning` is absent when there was none.
 */
export const splitThoughts = (raw: string): { readonly text: string; readonly reasoning?: string } => {
  const thoughts: string[] = [];
  const keep = (_: string, thought: string): string => {
    thoughts.push(thought.trim());
    return '';
  };
  const text = withoutEndTokens(raw.replace(BLOCK, keep).replace(ORPHAN_END, keep)).trimStart();
  const reasoning = thoughts.filter((thought) => thought !== '').join('\n\n');
  return reasoning === '' ? { text } : { text, reasoning };
};
