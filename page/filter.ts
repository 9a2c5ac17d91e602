import type { PageResponse } from '../src/report/page-data.ts';

/** What the form asks for; an empty value asks for everything. */
export interface Filter {
  readonly find: string;
  readonly dimension: string;
  readonly subcomponent: string;
  readonly label: string;
  readonly people: string;
  readonly review: string;
  readonly sort: string;
}

export const FILTERS = ['find', 'dimension', 'subcomponent', 'label', 'people', 'review', 'sort'] as const;
export const NO_FILTER = Object.fromEntries(FILTERS.map((name) => [name, ''])) as unknown as Filter;

/** The label that holds: people's where they gave one. */
export const heldLabel = ({ people, scorer }: PageResponse) => people ?? scorer;

/** People settled another label than the scorer's. */
export const isDiffering = ({ people, scorer }: PageResponse): boolean =>
  people !== null && scorer !== null && people !== scorer;

/** Labels of standing votes that are not all the same. */
const isSplit = ({ votes }: PageResponse): boolean =>
  new Set(votes.flatMap(({ stands, label }) => (stands && label !== null ? [label] : []))).size > 1;

type Test = (response: PageResponse) => boolean;

const labelTests: Readonly<Record<string, Test>> = {
  unscored: ({ unscored }) => unscored !== null,
  failed: ({ response }) => response === null,
  truncated: ({ truncated }) => truncated,
  blind: ({ blind }) => blind,
};

const labelTest = (value: string): Test => {
  const named = labelTests[value];
  if (named !== undefined) return named;
  const label = Number(value.replace('scorer-', ''));
  return value.startsWith('scorer-')
    ? ({ scorer }) => scorer === label
    : (response) => heldLabel(response) === label;
};

const peopleTests: Readonly<Record<string, Test>> = {
  differ: isDiffering,
  flips: (response) => isDiffering(response) && (response.people === 3) !== (response.scorer === 3),
  agree: (response) => response.people !== null && response.scorer !== null && !isDiffering(response),
  split: isSplit,
  unlabelled: ({ people, blind }) => people === null && !blind,
};

const reviewTest =
  (value: string): Test =>
  ({ flag }) =>
    flag !== null && (value === 'flagged' || flag.reason === value || flag.state === value);

const nothing: Test = () => false;

/** Every test that the filter asks for, the search apart. */
const testsOf = ({ dimension, subcomponent, label, people, review }: Filter): readonly Test[] => [
  ...(dimension === '' ? [] : [(each: PageResponse) => each.dimension === dimension]),
  ...(subcomponent === '' ? [] : [(each: PageResponse) => each.subcomponent === subcomponent]),
  ...(label === '' ? [] : [labelTest(label)]),
  ...(people === '' ? [] : [peopleTests[people] ?? nothing]),
  ...(review === '' ? [] : [reviewTest(review)]),
];

/** Text as it is compared: width and case do not matter. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

const searched = new WeakMap<PageResponse, string>();

const searchedText = (response: PageResponse): string => {
  const known = searched.get(response);
  if (known !== undefined) return known;
  const made = folded(
    `${response.id}\n${response.flag?.id ?? ''}\n${response.prompt}\n${response.response ?? ''}`,
  );
  searched.set(response, made);
  return made;
};

/** How unsure the scorer was: 1 minus its largest probability; -1 where it said nothing of it. */
const unsureness = ({ probabilities }: PageResponse): number =>
  probabilities === null ? -1 : 1 - Math.max(probabilities[1], probabilities[2], probabilities[3]);

/** The responses that the filter asks for, in the order that it asks for. */
export const filtered = (responses: readonly PageResponse[], filter: Filter): readonly PageResponse[] => {
  const tests = testsOf(filter);
  const words = folded(filter.find)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = responses.filter(
    (response) =>
      tests.every((test) => test(response)) &&
      (words.length === 0 || words.every((word) => searchedText(response).includes(word))),
  );
  return filter.sort === 'unsure' ? found.sort((a, b) => unsureness(b) - unsureness(a)) : found;
};
