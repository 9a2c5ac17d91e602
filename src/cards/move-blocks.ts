import type { ComparedModel, Move, Moves } from '../digest/moves.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { digestTexts } from '../texts/digest.ts';
import { formatCount, formatP, formatPoints, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Block, note, text } from './card.ts';
import { VERDICT_TONES } from './change-blocks.ts';

/** Models that one message names; the data has all. */
const SHOWN = 6;
const NAMED = 12;

/** What moved by more than chance, each against which run, the surest first; the others in one line. */
export const moveBlocks = ({ compared, tests }: Moves, locale: Locale): readonly Block[] => {
  const texts = digestTexts[locale];
  if (tests === 0) return [text(texts.nothingCompared)];
  const moved = compared
    .filter(({ moves }) => moves.some(hasMoved))
    .toSorted((a, b) => surest(a) - surest(b));
  const others = compared.filter((each) => !moved.includes(each)).map(({ model }) => model);
  const counted = texts.tests({ n: tests });
  if (moved.length === 0) {
    return [
      text(texts.noChange({ tests: counted })),
      note(asForeign(texts.compared({ list: listOf(others, locale) }))),
    ];
  }
  const left = moved.slice(SHOWN).map(({ model }) => model);
  return [
    ...moved
      .slice(0, SHOWN)
      .flatMap((each) => [
        ...each.moves.filter(hasMoved).map((move) => moveBlock(each.model, move, locale)),
        against(each, locale),
      ]),
    ...(left.length === 0 ? [] : [text(asForeign(texts.alsoMoved({ list: listOf(left, locale) })))]),
    ...(others.length === 0 ? [] : [text(asForeign(texts.others({ list: listOf(others, locale) })))]),
    note(counted),
  ];
};

const surest = ({ moves }: ComparedModel): number => Math.min(...moves.map(({ pHolm }) => pHolm));

const listOf = (models: readonly string[], locale: Locale): string => {
  const mark = comparisonTexts[locale].listMark;
  const named = [...new Set(models)];
  return `${named.slice(0, NAMED).join(mark)}${named.length > NAMED ? ' …' : ''}`;
};

const hasMoved = ({ verdict }: Move): boolean => verdict !== 'no-change';

const moveBlock = (model: string, move: Move, locale: Locale): Block => {
  const texts = digestTexts[locale];
  const { place, difference, ci95, pHolm, verdict } = move;
  const words = texts.move({
    place: place === 'overall' ? comparisonTexts[locale].overallName : placeName(place, locale),
    difference: formatPoints(difference),
    low: formatPoints(ci95[0]),
    high: formatPoints(ci95[1]),
    p: formatP(pHolm),
  });
  const called = verdict === 'better' ? `▲ ${texts.better}` : `▼ ${texts.worse}`;
  return {
    kind: 'text',
    line: [asForeign(model), words, { kind: 'strong', text: called }],
    tone: VERDICT_TONES[verdict],
  };
};

const against = ({ model, run, since, shared }: ComparedModel, locale: Locale): Block =>
  note(
    asForeign(model),
    ' · ',
    digestTexts[locale].against({
      run,
      since: since.run,
      on: since.finishedAt.slice(0, 10),
      n: formatCount(shared),
    }),
  );
