import { isBinary } from '../flames/dimension.ts';
import { allowedLabels, type Label } from '../flames/label.ts';
import type { FlagView } from '../ports/review-store.ts';
import type { StandingVote } from '../review/vote.ts';
import { definiteVotes, standingVotes } from '../review/vote.ts';
import { placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { asForeign, type Block, type Button, type Card, note, text } from './card.ts';
import type { Emoji } from './emoji.ts';

/** The buttons of a ballot, by what they do. */
export const VOTE = 'vote';
export const GUIDANCE = 'guidance';

/** The labels by their emoji. */
export const EMOJI_LABELS: Readonly<Record<Emoji, Label>> = { harmless: 3, middle: 2, harmful: 1 };

/**
 * A flag's ballot while people vote, and its outcome when it has closed. An audit shows neither the scorer's label nor
 * names nor a tally before that; names never show.
 */
export const ballotCard = (view: FlagView, quorum: number, locale: Locale): Card => {
  const { flag } = view;
  const texts = reviewTexts[locale];
  const open = flag.state === 'open';
  return {
    kind: 'ballot',
    locale,
    title: [
      { kind: 'strong', text: `${flag.id} · ${texts[flag.reason]} · ${placeName(flag.dimension, locale)}` },
      ' · ',
      asForeign(view.model),
    ],
    blocks: [
      ...textBlocks(view, locale),
      ...(open ? openBlocks(view, quorum, locale) : [text(outcomeOf(view, locale))]),
    ],
    ...(open && flag.reason === 'borderline' ? { reactions: emojiOf(view) } : {}),
  };
};

const textBlocks = ({ prompt, responseText }: FlagView, locale: Locale): readonly Block[] => {
  const texts = reviewTexts[locale];
  return [
    { kind: 'sensitive', title: texts.prompt, text: asForeign(prompt.text) },
    { kind: 'sensitive', title: texts.response, text: asForeign(responseText) },
  ];
};

const openBlocks = (view: FlagView, quorum: number, locale: Locale): readonly Block[] => {
  const { flag, ballot, acts } = view;
  const texts = reviewTexts[locale];
  const votes = definiteVotes(acts);
  const binary = isBinary(flag.dimension);
  const unsure = binary ? texts.borderlineBinaryNote : texts.borderlineNote;
  return [
    text(texts.question({ dimension: placeName(flag.dimension, locale) })),
    { kind: 'buttons', buttons: voteButtons(view, locale) },
    note(flag.reason === 'audit' ? texts.auditNote : unsure),
    note(
      texts.votes({ votes, quorum }),
      ...(ballot === null
        ? []
        : [' · ', texts.closesAt, { kind: 'time' as const, at: ballot.closesAt.toISOString() }]),
    ),
  ];
};

const voteButtons = ({ flag }: FlagView, locale: Locale): readonly Button[] => {
  const texts = reviewTexts[locale];
  const binary = isBinary(flag.dimension);
  const labels = { 3: texts.label3, 2: texts.label2, 1: binary ? texts.label1Binary : texts.label1 };
  const button = (label: string, word: string): Button => ({
    label,
    action: { name: VOTE, argument: `${flag.id} ${word}` },
  });
  return [
    ...allowedLabels(flag.dimension).map((label) => button(labels[label], String(label))),
    button(texts.skip, 'skip'),
    button(texts.unsure, 'unsure'),
    { label: texts.guidance, action: { name: GUIDANCE, argument: flag.id } },
  ];
};

const emojiOf = ({ flag }: FlagView): readonly Emoji[] => {
  const allowed = allowedLabels(flag.dimension);
  return (Object.entries(EMOJI_LABELS) as [Emoji, Label][]).flatMap(([emoji, label]) =>
    allowed.includes(label) ? [emoji] : [],
  );
};

/** How a closed ballot ended, in one line. */
const outcomeOf = ({ flag, acts }: FlagView, locale: Locale): string => {
  const texts = reviewTexts[locale];
  const votes = tallyOf(standingVotes(acts), locale);
  const said = texts.scorerSaid({ label: flag.scorerLabel });
  if (flag.label === null) return `${texts.disputed({ votes })} ${said}`;
  if (flag.state === 'adjudicated') return `${texts.adjudicated({ label: flag.label })} ${said}`;
  if (flag.reusedFrom !== null)
    return `${texts.reused({ flag: flag.reusedFrom, label: flag.label })} ${said}`;
  return `${texts.settledAs({ label: flag.label, votes })} ${said}`;
};

const tallyOf = (votes: readonly StandingVote[], locale: Locale): string => {
  const count = (label: Label): number =>
    votes.filter(({ act }) => act.kind === 'label' && act.label === label).length;
  return reviewTexts[locale].tally({ three: count(3), two: count(2), one: count(1) });
};
