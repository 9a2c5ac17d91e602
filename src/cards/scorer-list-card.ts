import type { ScorerOrigin } from '../commands/context.ts';
import type { PeopleAgreement } from '../flames/people-agreement.ts';
import type { ScorerDescription } from '../ports/scorer.ts';
import { LEAST_ROWS } from '../scoring/train-scorer.ts';
import type { ScorerChoice } from '../scoring/workspace-scorer.ts';
import { formatCount, formatRate, shortHash } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { agreementWords } from './agreement-words.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text } from './card.ts';

/** A scorer as a list shows it: what it is, or why it cannot work. */
export type ListedScorer = {
  readonly name: string;
  readonly origin: ScorerOrigin;
  readonly default: boolean;
} & (
  | (ScorerDescription & { readonly agreement: PeopleAgreement; readonly problem?: undefined })
  | { readonly problem: string }
);

/** Who scores now, and by whose choice. */
export interface WhoScores {
  readonly name: string;
  readonly configured: string;
  readonly choice: ScorerChoice | undefined;
  /** Labels that the team settled outside of audits: a scorer may learn from them. */
  readonly lessons: number;
}

/** Who scores, how good that is and on how many labels, beside the other scorers. */
export const scorerListCard = (who: WhoScores, scorers: readonly ListedScorer[], locale: Locale): Card => {
  const texts = scorerTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.title }],
    blocks: [
      ...whoBlocks(who, locale),
      {
        kind: 'table',
        caption: texts.title,
        columns: [texts.name, texts.origin, texts.people, texts.measured].map((title) => ({
          title,
          align: 'left',
        })),
        rows: scorers.map((scorer) => row(scorer, locale)),
      },
      ...learnBlocks(who, locale),
    ],
  };
};

const learnBlocks = ({ lessons }: WhoScores, locale: Locale): readonly Block[] => {
  if (lessons === 0) return [];
  const told = { n: formatCount(lessons), needed: LEAST_ROWS };
  return [note(scorerTexts[locale][lessons < LEAST_ROWS ? 'learnsLater' : 'mayLearn'](told))];
};

const whoBlocks = ({ name, configured, choice }: WhoScores, locale: Locale): readonly Block[] => {
  const texts = scorerTexts[locale];
  if (choice === undefined) return [text(asForeign(texts.byConfiguration({ name })))];
  return [
    text(asForeign(texts.byChoice({ name, configured }))),
    note(texts.switchedBy, { kind: 'person', ...choice.who }, ' · ', {
      kind: 'time',
      at: choice.at.toISOString(),
    }),
  ];
};

const row = (scorer: ListedScorer, locale: Locale): readonly Cell[] => {
  const texts = scorerTexts[locale];
  const name = cell(asForeign(scorer.name), scorer.default ? ` (${texts.scoresNow})` : '');
  const origin = texts[scorer.origin];
  if (scorer.problem !== undefined) return [name, cell(origin), cell('–'), cell(asForeign(scorer.problem))];
  return [
    name,
    cell(`${origin} · ${scorer.kind} · ${shortHash(scorer.identity)}`),
    cell(agreementWords(scorer.agreement, locale)),
    cell(qualityWords(scorer, locale)),
  ];
};

const qualityWords = ({ quality }: ScorerDescription, locale: Locale): string =>
  quality === undefined
    ? scorerTexts[locale].notMeasured
    : `${formatRate(quality.accuracy)}, macro-F1 ${quality.macroF1.toFixed(2)} (n=${quality.n})`;
