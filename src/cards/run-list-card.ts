import type { Run } from '../flames/run.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text } from './card.ts';
import { listCard } from './list-card.ts';

export interface Progress {
  readonly run: Run;
  readonly done: number;
}

/** Runs with how far each is, newest first. */
export const runListCard = (runs: readonly Progress[], locale: Locale): Card => {
  const texts = commandTexts[locale];
  const columns = [texts.run, texts.model, texts.subset, texts.state, texts.done];
  const rows = runs.map((each) => runRow(each, locale));
  return listCard(texts.runs, columns, rows, locale, runs.length === 0 ? [text(texts.noRuns)] : notes(runs));
};

const runRow = ({ run, done }: Progress, locale: Locale): readonly Cell[] => [
  cell(run.id),
  cell(asForeign(run.terms.model.name)),
  cell(asForeign(`${run.terms.promptSet.name} ${run.subset}`)),
  cell(scorecardTexts[locale][`state-${run.state}`]),
  cell(`${formatCount(done)}/${formatCount(run.prompts)}`),
];

const notes = (runs: readonly Progress[]): readonly Block[] =>
  runs.flatMap(({ run }) =>
    run.note === null || run.state === 'completed' ? [] : [note(`${run.id}: `, asForeign(run.note))],
  );
