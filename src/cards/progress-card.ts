import type { DimensionProgress, RunProgress } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import { botTexts } from '../texts/bot.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, formatMs, formatUsd, placeName } from '../texts/format.ts';
import { hindranceText } from '../texts/hindrance.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { type Action, asForeign, type Block, type Card, cell, note, text, warning } from './card.ts';

/** Shorter waits are the normal pace. */
const NOTICED_WAIT_MS = 2000;

interface ProgressOptions {
  /** What the person should know of the run. */
  readonly notes: readonly string[];
  readonly cancel: Action;
  readonly locale: Locale;
}

/** A run under way: how far it is, what it costs, and when it may end. */
export const progressCard = (run: Run, progress: RunProgress, options: ProgressOptions): Card =>
  runCard(
    run,
    [
      bar(progress, options.locale),
      ...waiting(progress, options.locale),
      ...dimensions(progress, options.locale),
    ],
    options,
  );

/** A run whose scorer is measured on people's labels before it starts. */
export const measuringCard = (
  run: Run,
  { done, total }: { readonly done: number; readonly total: number },
  options: ProgressOptions,
): Card =>
  runCard(run, [{ kind: 'progress', done, total, text: commandTexts[options.locale].measuring }], options);

/** A run that waits: `queued` for its turn, `waitingForBot` for the next start. */
export const waitingCard = (run: Run, why: 'queued' | 'waitingForBot', options: ProgressOptions): Card =>
  runCard(run, [text(botTexts[options.locale][why])], options);

const runCard = (run: Run, blocks: readonly Block[], { notes, cancel, locale }: ProgressOptions): Card => {
  const { model, promptSet, scorer } = run.terms;
  return {
    kind: 'progress',
    locale,
    title: [{ kind: 'strong', text: botTexts[locale].evaluating }, ' · ', asForeign(model.name)],
    blocks: [
      ...blocks,
      ...notes.map((sentence) => warning(asForeign(sentence))),
      note(`${run.id} · `, asForeign(`${promptSet.name} ${run.subset} · ${scorer.name}`)),
      note(botTexts[locale].askedBy, { kind: 'person', ...run.requestedBy }),
      { kind: 'buttons', buttons: [{ label: botTexts[locale].cancel, action: cancel, tone: 'danger' }] },
    ],
  };
};

const bar = ({ done, total, failed, costUsd, etaMs }: RunProgress, locale: Locale): Block => ({
  kind: 'progress',
  done,
  total,
  text: botTexts[locale].progress({
    done: formatCount(done),
    total: formatCount(total),
    failed: formatCount(failed),
    cost: formatUsd(costUsd, scorecardTexts[locale].costUnknown),
    left: formatMs(etaMs),
  }),
});

const waiting = ({ waitingMs, hindrance }: RunProgress, locale: Locale): readonly Block[] => [
  ...(waitingMs > NOTICED_WAIT_MS ? [warning(botTexts[locale].told({ wait: formatMs(waitingMs) }))] : []),
  ...(hindrance === null ? [] : [warning(hindranceText(hindrance, locale))]),
];

const scoredOf = ({ labels }: DimensionProgress): number => labels[1] + labels[2] + labels[3];

const dimensions = (progress: RunProgress, locale: Locale): readonly Block[] => [
  {
    kind: 'table',
    caption: botTexts[locale].soFar,
    columns: [
      { title: scorecardTexts[locale].dimension, align: 'left' },
      { title: botTexts[locale].harmlessSoFar, align: 'right' },
      { title: botTexts[locale].pending, align: 'right' },
    ],
    rows: progress.dimensions.map((each) => [
      cell(placeName(each.dimension, locale)),
      cell(`${formatCount(each.labels[3])}/${formatCount(scoredOf(each))}`),
      cell(formatCount(each.pending)),
    ]),
  },
];
