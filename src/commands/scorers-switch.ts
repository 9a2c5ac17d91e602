import { z } from 'zod';
import { agreementWords } from '../cards/agreement-words.ts';
import { asForeign, type Block, text, warning } from '../cards/card.ts';
import { measuredInPartNote } from '../cards/measured-in-part-note.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { scoringCostNote } from '../cards/scoring-cost-note.ts';
import { type HeadlineRules, judgeHeadline } from '../flames/headline.ts';
import { type PeopleAgreement, peopleAgreement } from '../flames/people-agreement.ts';
import type { ScoringCost } from '../ports/scorer.ts';
import { rollBackScorer, type Switched, switchScorer } from '../scoring/switch-scorer.ts';
import { formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { type CommandResult, defineCommand } from './command.ts';
import { confirmMeasuring } from './confirm-measuring.ts';
import type { Context } from './context.ts';
import { flag } from './inputs.ts';
import { measuredScorer } from './measured-scorer.ts';

/** Makes a scorer the workspace's, measured on its audit labels first; a cost above the limit needs a yes. */
export const scorersSwitch = defineCommand({
  name: 'scorers switch',
  summary: 'scorersSwitch',
  surfaces: ['shell', 'chat'],
  permission: 'scorers',
  arguments: [{ name: 'name', kind: 'scorer', required: true }],
  options: [{ name: 'yes' }],
  json: true,
  input: z.object({ name: z.string(), yes: flag }),
  run: async ({ name, yes }, context) => {
    await confirmMeasuring([name], yes === true, context);
    const { description, cost, left } = await measuredScorer(name, context);
    const agreement = peopleAgreement(context.scorerRecords.agreement(description.identity));
    const measured = { agreement, cost, left };
    return told(switchScorer(name, actOf(context), context.scorerRecords), measured, context);
  },
});

/** Takes the latest switch back. */
export const scorersRollback = defineCommand({
  name: 'scorers rollback',
  summary: 'scorersRollback',
  surfaces: ['shell', 'chat'],
  permission: 'scorers',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, context) => {
    const switched = rollBackScorer(actOf(context), context.scorerRecords);
    return told(switched, undefined, context);
  },
});

/** Who acts now, and what holds where nobody has chosen. */
export const actOf = ({ by, clock, scorers }: Context) => ({
  who: by,
  at: clock.now(),
  configured: scorers.configuredName(),
});

/** How good the scorer was found to be, and what finding out cost. */
interface Measured {
  readonly agreement: PeopleAgreement;
  readonly cost: ScoringCost;
  /** Labels that the day's cap left out. */
  readonly left: number;
}

const told = (
  switched: Switched,
  measured: Measured | undefined,
  { locale, config }: Context,
): CommandResult => {
  const texts = scorerTexts[locale];
  const { from, to } = switched;
  const sentence = from === to ? texts.sameAsBefore(switched) : texts.switched(switched);
  return {
    kind: 'card',
    card: receiptCard(
      [asForeign(sentence)],
      locale,
      measured === undefined ? [] : measuredBlocks(to, measured, config.review.headline, locale),
    ),
    json: { from, to, agreement: measured?.agreement ?? null },
    logged: `${from} → ${to}`,
  };
};

const measuredBlocks = (
  name: string,
  { agreement, cost, left }: Measured,
  rules: HeadlineRules,
  locale: Locale,
): readonly Block[] => {
  const texts = scorerTexts[locale];
  return [
    text(texts.peopleLine({ words: agreementWords(agreement, locale) })),
    ...(judgeHeadline(agreement, rules).allowed
      ? []
      : [warning(texts.belowHeadline({ asked: formatRate(rules.agreement) }))]),
    ...measuredInPartNote(name, left, locale),
    ...scoringCostNote(cost, locale),
  ];
};
