import { type ChangeSince, fallsOf } from '../history/change-since.ts';
import type { DimensionChange, OverallChange } from '../history/comparison.ts';
import { type Verdict, verdictOf } from '../history/verdict.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { formatCount, formatPoints, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { type Block, type Cell, cell, note, type Tone, warning } from './card.ts';

const MARKS: Readonly<Record<Verdict, string>> = { better: '▲ ', worse: '▼ ', 'no-change': '' };
export const VERDICT_TONES = { better: 'good', worse: 'bad', 'no-change': 'muted' } as const satisfies Record<
  Verdict,
  Tone
>;

/** A change with a mark where a paired test supports it. */
export const changeCell = (change: DimensionChange | OverallChange | null | undefined): Cell => {
  if (!change || change.difference === null) return cell('–');
  const verdict = verdictOf(change.difference, 'pHolm' in change ? change.pHolm : change.p);
  const words = `${MARKS[verdict]}${formatPoints(change.difference)}`;
  return { kind: 'text', line: [words], tone: VERDICT_TONES[verdict] };
};

/** What fell by more than chance, in one sentence; undefined when nothing did. */
export const fallSentence = (change: ChangeSince, locale: Locale): string | undefined => {
  const texts = comparisonTexts[locale];
  const parts = fallsOf(change).map(({ place, difference }) =>
    texts.fellPart({
      name: place === 'overall' ? texts.overallName : placeName(place, locale),
      difference: formatPoints(difference),
    }),
  );
  return parts.length === 0 ? undefined : texts.fell({ list: parts.join(texts.listMark) });
};

export const fallBlocks = (change: ChangeSince, locale: Locale): readonly Block[] => {
  const sentence = fallSentence(change, locale);
  return sentence === undefined ? [] : [warning(sentence)];
};

/** Against which run the changes are, and what their marks mean. */
export const sinceNote = ({ before, shared }: ChangeSince, locale: Locale): Block =>
  note(
    comparisonTexts[locale].since({
      id: before.id,
      on: before.finishedAt.toISOString().slice(0, 10),
      n: formatCount(shared),
    }),
  );
