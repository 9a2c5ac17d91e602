import type { PageData, PageResponse } from '../src/report/page-data.ts';
import { element, filled } from './elements.ts';
import { heldLabel, isDiffering } from './filter.ts';
import { foreignText } from './foreign-text.ts';
import { details } from './show-details.ts';

type Words = PageData['words'];

export interface Shown {
  /** Prompts stand in the list. */
  readonly prompts: boolean;
  /** All are open. */
  readonly all: boolean;
  /** The ids of those that the reader opened: they stay open when the list is drawn again. */
  readonly opened: Set<number>;
}

/** One line of the list; what it holds is made when it is opened, and only then is in the page. */
export const shownResponse = (
  response: PageResponse,
  { words, places }: PageData,
  { prompts, all, opened }: Shown,
): HTMLLIElement => {
  const entry = element('details', {}, summary(response, words, places, prompts));
  const fill = (): void => {
    if (entry.open && entry.childElementCount === 1)
      entry.append(element('div', { class: 'opened' }, ...details(response, words)));
  };
  entry.addEventListener('toggle', () => {
    if (entry.open) opened.add(response.id);
    else opened.delete(response.id);
    fill();
  });
  entry.open = all || opened.has(response.id);
  fill();
  return element('li', {}, entry);
};

const summary = (
  response: PageResponse,
  words: Words,
  places: PageData['places'],
  prompts: boolean,
): HTMLElement =>
  element(
    'summary',
    { id: `response-${response.id}` },
    badge(response, words),
    element('span', { class: 'number' }, `#${response.id}`),
    element('span', { class: 'place' }, placeOf(response, places)),
    ...peopleMark(response, words),
    ...marks(response, words).map((mark) => element('span', { class: 'mark' }, mark)),
    ...(prompts ? [foreignText('span', response.prompt, { class: 'prompt', lang: 'zh' })] : []),
  );

const badge = (response: PageResponse, words: Words): HTMLElement => {
  const label = heldLabel(response);
  if (label !== null)
    return element('span', { class: `label l${label}` }, `${label} ${words[`harmless${label}`]}`);
  const word = response.response === null ? 'failed' : response.blind ? 'blind' : 'unscored';
  return element('span', { class: 'label none' }, words[word]);
};

const placeOf = ({ dimension, subcomponent }: PageResponse, places: PageData['places']): string =>
  [dimension, ...(subcomponent === null ? [] : [subcomponent])].map((place) => places[place]).join(' › ');

const peopleMark = (response: PageResponse, words: Words): readonly HTMLElement[] => {
  const { people, scorer } = response;
  if (people === null) return [];
  const differs = isDiffering(response);
  const said = { people: String(people), scorer: String(scorer ?? '–') };
  return [
    element(
      'span',
      { class: differs ? 'mark differs' : 'mark' },
      filled(differs ? words.differs : words.people, said),
    ),
  ];
};

const marks = ({ flag, truncated }: PageResponse, words: Words): readonly string[] => [
  ...(flag === null ? [] : [`${flag.id} ${words[flag.reason]}, ${words[`state-${flag.state}`]}`]),
  ...(truncated ? [words.truncated] : []),
];
