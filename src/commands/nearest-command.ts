import { nearestWord } from '../flames/nearest-word.ts';

/**
 * The command or group that a mistyped one most likely meant; within a group, if none is near, its first one. `known` are
 * names of commands, all of one group where `word` has two words.
 */
export const nearestCommand = (word: string, known: readonly string[]): string | undefined =>
  word.includes(' ')
    ? (nearestWord(word, known) ?? known[0])
    : nearestWord(word, [...new Set(known.map((name) => name.split(' ')[0] ?? name))]);
