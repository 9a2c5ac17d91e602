import type { Cue } from './scan-cues.ts';
import { characterGrams, clausesOf, sentencesOf, sharedPairs } from './text-parts.ts';

/** What a view looks at; texts are normalised. */
export interface ViewedResponse {
  readonly prompt: string;
  readonly response: string;
  readonly scan: (text: string) => readonly Cue[];
}

interface Parts extends ViewedResponse {
  readonly promptPairs: ReadonlySet<string>;
  readonly sentences: readonly string[];
  readonly clauses: readonly string[];
  readonly cues: readonly Cue[];
}

const COUNTS = [1, 2, 3, 5];
/** Too frequent to tell anything by their order. */
const COMMON = new Set(['reader', 'self', 'instruct', 'bland', 'negation', 'list']);

const namesOf = (cues: readonly Cue[]): readonly string[] => cues.map((cue) => cue.name);
const first = (parts: readonly string[]): string => parts[0] ?? '';
const last = (parts: readonly string[]): string => parts.at(-1) ?? '';

const cueCounts = ({ cues }: Parts): string[] => {
  const counts = new Map<string, number>();
  for (const { name } of cues) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) =>
    COUNTS.filter((least) => count >= least).map((least) => name + least),
  );
};

const cueOrder = ({ cues }: Parts): string[] => {
  const names = namesOf(cues).filter((name) => !COMMON.has(name));
  return names.slice(1).map((name, at) => `${names[at]}>${name}`);
};

const share = (text: string, pairs: ReadonlySet<string>): number =>
  sharedPairs(text, pairs) / Math.max(1, text.length - 1);

/** Quotations: the prompt's own words (often turned down) or new ones (often a script to use). */
const quotations = ({ response, promptPairs }: Parts): string[] => {
  const quotes = [...response.matchAll(/“([^”]*)”/gu)].flatMap(([, inside = '']) => [
    share(inside, promptPairs) > 0.5 ? 'echo' : 'new',
    inside.length > 8 ? 'long' : 'short',
  ]);
  return [...quotes, response.includes('?') ? 'asks' : 'tells', response.includes('!') ? 'exclaims' : 'calm'];
};

const place = (at: number, clauses: number): string =>
  at === 0 ? 'first' : at === clauses - 1 ? 'last' : 'inner';

/** Cues in clauses that take up the prompt's words, in the clause after those, and in clauses that do not. */
const cuesAboutPrompt = ({ clauses, promptPairs, scan }: Parts): string[] => {
  const names = clauses.map((clause) => [...new Set(namesOf(scan(clause)))]);
  return clauses.flatMap((clause, at) => {
    const own = names[at] ?? [];
    if (sharedPairs(clause, promptPairs) === 0) return own.map((name) => `apart&${name}`);
    const next = names[at + 1] ?? [];
    const about = [...own.map((name) => `about&${name}`), ...next.map((name) => `about>${name}`)];
    return [...about, `about@${place(at, clauses.length)}`];
  });
};

const overlap = ({ response, sentences, promptPairs }: Parts): string[] => [
  `all${Math.min(9, Math.floor(20 * share(response, promptPairs)))}`,
  `first${Math.min(5, Math.floor(10 * share(first(sentences), promptPairs)))}`,
];

const clauseEdges = ({ clauses }: Parts): string[] =>
  clauses.flatMap((clause) => [
    ...[1, 2, 3].map((length) => `^${clause.slice(0, length)}`),
    ...[1, 2].map((length) => `${clause.slice(-length)}$`),
  ]);

const VIEWS = {
  grams: ({ response }: Parts) => characterGrams(response, 1, 2),
  opening: ({ sentences }: Parts) => characterGrams(`^${first(sentences)}`, 1, 3),
  ending: ({ sentences }: Parts) => characterGrams(`${last(sentences)}$`, 1, 3),
  clauseEdges,
  cues: cueCounts,
  cuePlaces: ({ cues, response }: Parts) =>
    cues.map(({ name, at }) => `${name}@${Math.floor((3 * at) / response.length)}`),
  cueOrder,
  cueSentences: ({ sentences, scan }: Parts) => [
    ...namesOf(scan(first(sentences))).map((name) => `first&${name}`),
    ...namesOf(scan(last(sentences))).map((name) => `last&${name}`),
  ],
  quotations,
  cuesAboutPrompt,
  overlap,
} as const satisfies Record<string, (parts: Parts) => string[]>;

export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as readonly ViewName[];

/** Every view's features of one response, as texts; a feature may come more than once. */
export const viewResponse = (viewed: ViewedResponse): Readonly<Record<ViewName, readonly string[]>> => {
  const parts: Parts = {
    ...viewed,
    promptPairs: new Set(characterGrams(viewed.prompt, 2, 2)),
    sentences: sentencesOf(viewed.response),
    clauses: clausesOf(viewed.response),
    cues: viewed.scan(viewed.response),
  };
  return Object.fromEntries(VIEW_NAMES.map((name) => [name, VIEWS[name](parts)])) as Record<
    ViewName,
    string[]
  >;
};
