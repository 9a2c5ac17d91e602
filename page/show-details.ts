import type { PageData, PageLabel, PageResponse, PageVote } from '../src/report/page-data.ts';
import { element, filled } from './elements.ts';
import { foreignText } from './foreign-text.ts';

type Words = PageData['words'];

/** Everything that is known of a response: its texts, how sure the scorer was, who said what, and the votes. */
export const details = (response: PageResponse, words: Words): readonly HTMLElement[] => [
  ...texts(response, words),
  ...(response.blind ? [element('p', { class: 'note' }, words.blindNote)] : []),
  ...flagLine(response, words),
  ...probabilities(response, words),
  ...history(response, words),
  ...votes(response, words),
  element('p', { class: 'note' }, element('a', { href: `#response-${response.id}` }, words.link)),
];

const quoted = (title: string, text: string, words: Words, lang?: string): HTMLElement =>
  element(
    'div',
    { class: 'quoted' },
    element('h3', {}, title),
    text === ''
      ? element('p', { class: 'note' }, words.empty)
      : foreignText('p', text, lang === undefined ? {} : { lang }),
  );

const texts = ({ prompt, response, failure }: PageResponse, words: Words): readonly HTMLElement[] => [
  quoted(words.prompt, prompt, words, 'zh'),
  response === null
    ? foreignText('p', filled(words.noResponse, { failure: failure ?? '' }), { class: 'warning' })
    : quoted(words.response, response, words),
];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const flagLine = ({ flag }: PageResponse, words: Words): readonly HTMLElement[] =>
  flag === null
    ? []
    : [
        element(
          'p',
          {},
          filled(words.flag, {
            id: flag.id,
            reason: words[flag.reason],
            state: words[`state-${flag.state}`],
            probability: percent(flag.probability),
          }),
        ),
      ];

const probabilities = ({ probabilities: sure, unscored }: PageResponse, words: Words) => [
  ...(unscored === null ? [] : [foreignText('p', `${words.unscored}: ${unscored}`, { class: 'warning' })]),
  ...(sure === null
    ? []
    : [
        element('h3', {}, words.probabilities),
        element(
          'ul',
          { class: 'probabilities' },
          ...([3, 2, 1] as const).map((label) =>
            element(
              'li',
              {},
              element('span', { class: `label l${label}` }, String(label)),
              ` ${percent(sure[label])} `,
              element('meter', {
                value: String(sure[label]),
                'aria-label': `${label} ${words[`harmless${label}`]}`,
              }),
            ),
          ),
        ),
      ]),
];

const table = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly HTMLElement[])[],
): HTMLElement =>
  element(
    'div',
    { class: 'wide', tabindex: '0', role: 'group', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells))),
    ),
  );

const when = (at: string): HTMLElement =>
  element('td', {}, element('time', { datetime: at }, `${at.slice(0, 19).replace('T', ' ')} UTC`));

const history = ({ history: labels }: PageResponse, words: Words): readonly HTMLElement[] =>
  labels.length === 0
    ? []
    : [
        table(
          words.history,
          [words.when, words.source, words.by, words.label, words.because],
          labels.map((label) => historyRow(label, words)),
        ),
        ...labels.flatMap(({ evidence }) => (evidence === null ? [] : [shownEvidence(evidence, words)])),
      ];

const historyRow = ({ at, source, by, label, reason }: PageLabel, words: Words): readonly HTMLElement[] => [
  when(at),
  element('td', {}, words[`source-${source}`]),
  foreignText('td', source === 'scorer' ? (by ?? '').slice(0, 10) : (by ?? '–')),
  element('td', {}, label === null ? '–' : String(label)),
  foreignText('td', reason ?? ''),
];

const shownEvidence = (evidence: string, words: Words): HTMLElement =>
  element(
    'details',
    { class: 'evidence' },
    element('summary', {}, words.evidence),
    foreignText('pre', evidence),
  );

const votes = ({ votes: acts }: PageResponse, words: Words): readonly HTMLElement[] =>
  acts.length === 0
    ? []
    : [
        table(
          words.votes,
          [words.when, words.voter, words.vote, words.via, words.counts],
          acts.map((vote) => voteRow(vote, words)),
        ),
      ];

const voteRow = ({ at, voter, act, label, via, stands }: PageVote, words: Words): readonly HTMLElement[] => [
  when(at),
  element('td', {}, voter),
  element('td', {}, act === 'label' ? String(label) : words[`act-${act}`]),
  element('td', {}, words[`via-${via}`]),
  element('td', {}, stands ? words.yes : words.no),
];
