import type { Run } from '../flames/run.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, cell, note, text } from './card.ts';

/** Runs with how far each is, newest first. */
export const runListCard = (
  rows: readonly { readonly run: Run; readonly done: number }[],
  locale: Locale,
): Card => {
  const texts = commandTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.runs }],
    blocks: rows.length === 0 ? [text(texts.noRuns)] : [table(rows, locale), ...notes(rows)],
  };
};

const table = (rows: readonly { readonly run: Run; readonly done: number }[], locale: Locale): Block => {
  const texts = commandTexts[locale];
  return {
    kind: 'table',
    caption: texts.runs,
    columns: [
      { title: texts.run, align: 'left' },
      { title: texts.model, align: 'left' },
      { title: texts.subset, align: 'left' },
      { title: texts.state, align: 'left' },
      { title: texts.done, align: 'right' },
    ],
    rows: rows.map(({ run, done }) => [
      cell(run.id),
      cell(asForeign(run.terms.model.name)),
      cell(asForeign(`${run.terms.promptSet.name} ${run.subset}`)),
      cell(scorecardTexts[locale][`state-${run.state}`]),
      cell(`${formatCount(done)}/${formatCount(run.prompts)}`),
    ]),
  };
};

const notes = (rows: readonly { readonly run: Run }[]): readonly Block[] =>
  rows.flatMap(({ run }) =>
    run.note === null || run.state === 'completed' ? [] : [note(`${run.id}: `, asForeign(run.note))],
  );
