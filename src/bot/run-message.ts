import { asForeign, type Block, type Card, warning } from '../cards/card.ts';
import { scorecardCard } from '../cards/scorecard-card.ts';
import { type ReadScorecard, readScorecard } from '../commands/read-scorecard.ts';
import type { HeadlineRules } from '../flames/headline.ts';
import type { Run } from '../flames/run.ts';
import type { Address, PostKey } from '../ports/chat-platform.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { RunStore } from '../ports/run-store.ts';
import { botTexts } from '../texts/bot.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import type { Locale } from '../texts/locale.ts';
import { BUTTONS, compareAction } from './buttons.ts';

/** The one message of a run, from queued to its scorecard. */
export const runKey = ({ id }: Pick<Run, 'id'>): PostKey => `run:${id}`;

/** Where a run's message is or has to be; undefined for runs that chat never heard of. */
export const addressOf = (run: Run, posts: Pick<OutboxStore, 'find'>): Address | undefined =>
  posts.find(runKey(run))?.address ?? run.replyTo ?? undefined;

export interface EndPorts {
  readonly runs: RunStore;
  readonly rules: { readonly headline: HeadlineRules };
}

/** Reads a run for all that chat shows of its end. */
export const readEnd = ({ id }: Pick<Run, 'id'>, { runs, rules }: EndPorts): ReadScorecard =>
  readScorecard(id, { runs, config: { review: rules } });

/** What a run's message reads when nobody works on it any more: its scorecard, and what went wrong if anything did. */
export const endCard = ({ json, reading }: ReadScorecard, locale: Locale, fault?: string): Card => {
  const texts = botTexts[locale];
  const { run, before } = reading;
  const buttons: Block = {
    kind: 'buttons',
    buttons: [
      { label: texts.details, action: { name: BUTTONS.details, argument: run.id } },
      ...(before === null
        ? []
        : [{ label: comparisonTexts[locale].compare, action: compareAction(before, run) }]),
      { label: texts.review, action: { name: BUTTONS.review, argument: run.id } },
      { label: texts.report, action: { name: BUTTONS.report, argument: run.id } },
    ],
  };
  const wrong = fault ?? (run.state === 'completed' ? null : run.note);
  const first = wrong === null ? [] : [warning(asForeign(wrong))];
  const card = scorecardCard(json, reading, locale);
  return { ...card, blocks: [...first, ...card.blocks, buttons] };
};
