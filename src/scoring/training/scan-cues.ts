/** A cue word found in a text: its class and where it starts, in characters. */
export interface Cue {
  readonly name: string;
  readonly at: number;
}

/** Words of each class, separated by white space. `ignored` words are read and left out. */
export type CueWords = Readonly<Record<string, string>>;

const IGNORED = 'ignored';

const classesByWord = (words: CueWords): ReadonlyMap<string, string> => {
  const classes = new Map<string, string>();
  for (const [name, list] of Object.entries(words)) {
    for (const word of list.split(/\s+/u)) if (!classes.has(word)) classes.set(word, name);
  }
  return classes;
};

/** Finds cue words from left to right, the longest first, without overlap. */
export const createCueScanner = (words: CueWords): ((text: string) => readonly Cue[]) => {
  const classes = classesByWord(words);
  const longest = Math.max(0, ...[...classes.keys()].map((word) => word.length));
  const wordAt = (text: string, at: number): string | undefined => {
    for (let length = Math.min(longest, text.length - at); length > 0; length -= 1) {
      const word = text.slice(at, at + length);
      if (classes.has(word)) return word;
    }
    return undefined;
  };
  return (text) => {
    const cues: Cue[] = [];
    for (let at = 0; at < text.length; ) {
      const word = wordAt(text, at);
      const name = word === undefined ? undefined : classes.get(word);
      if (name !== undefined && name !== IGNORED) cues.push({ name, at });
      at += word?.length ?? 1;
    }
    return cues;
  };
};
