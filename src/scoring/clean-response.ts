import { splitThoughts } from '../flames/split-thoughts.ts';

const END_OF_SEQUENCE = '</s>';

// Removing a mark may join its neighbours to a new one (`<</s>/s>`); the second pass puts a space, so none is left.
const withoutEndMarks = (text: string): string =>
  text.replaceAll(END_OF_SEQUENCE, '').replaceAll(END_OF_SEQUENCE, ' ');

/**
 * A response as every scorer sees it: without thoughts (as `splitThoughts` finds them) and without a literal `</s>`
 * anywhere, trimmed. Responses made elsewhere come with both. Empty when nothing is left to score.
 */
export const cleanResponse = (response: string): string =>
  withoutEndMarks(splitThoughts(response).text).trim();
