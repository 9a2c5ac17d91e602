import type { TokenManifest } from '../token-manifest.ts';
import type { Tokenise } from './sentencepiece.ts';

/** A prompt and the response to it as token ids, or undefined when even an empty response leaves too many. */
export type FitText = (prompt: string, response: string) => readonly number[] | undefined;

/**
 * Puts prompt and response into the template and cuts off the response's end until the whole fits: the longest beginning
 * whose tokens, with the marks of beginning and end, are at most `tokens.longest`.
 */
export const createFitText = (
  { template, tokens }: Pick<TokenManifest, 'template' | 'tokens'>,
  tokenise: Tokenise,
): FitText => {
  const parts = template.split(/(\{prompt\}|\{response\})/);
  const { longest, beginning, end } = tokens;
  const encode = (prompt: string, response: string): readonly number[] => {
    const filled = { '{prompt}': prompt, '{response}': response };
    const text = parts.map((part) => filled[part as keyof typeof filled] ?? part).join('');
    const marks = { before: beginning === null ? [] : [beginning], after: end === null ? [] : [end] };
    return [...marks.before, ...tokenise(text), ...marks.after];
  };
  return (prompt, response) => {
    const whole = encode(prompt, response);
    if (whole.length <= longest) return whole;
    const characters = Array.from(response);
    let best = encode(prompt, '');
    if (best.length > longest) return undefined;
    for (let fits = 0, fails = characters.length; fails - fits > 1; ) {
      const middle = Math.floor((fits + fails) / 2);
      const cut = encode(prompt, characters.slice(0, middle).join(''));
      if (cut.length > longest) fails = middle;
      else [fits, best] = [middle, cut];
    }
    return best;
  };
};
