import { z } from 'zod';
import { ballotCard } from '../cards/ballot-card.ts';
import { flagHistoryCard } from '../cards/flag-history-card.ts';
import { flagListCard } from '../cards/flag-list-card.ts';
import { guidanceCard } from '../cards/guidance-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { voteReceiptCard } from '../cards/vote-receipt-card.ts';
import { UserError, usageError } from '../errors.ts';
import { allowedLabels } from '../flames/label.ts';
import type { FlagRow, FlagView, HistoryEntry } from '../ports/review-store.ts';
import { adjudicate } from '../review/adjudicate.ts';
import { castVote, isVoter, mayVote, type Voter, voterId } from '../review/cast-vote.ts';
import { closeDueBallots } from '../review/close-ballots.ts';
import { auditMore } from '../review/flag-run.ts';
import { type StandingVote, standingVotes } from '../review/vote.ts';
import { reviewTexts } from '../texts/review.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { findRun } from './find-run.ts';
import { words } from './inputs.ts';
import { openCard } from './open-card.ts';
import { parseVoteWord } from './parse-vote-word.ts';

const AS = { name: 'as', value: 'NAME', surfaces: ['shell'] } as const;
const asInput = { as: z.string().trim().min(1).optional() };

/** Who reviews: the caller, or in a shell whoever `--as` names. */
const reviewer = ({ by, groups }: Context, as: string | undefined) =>
  as === undefined ? { ...by, groups } : { platform: by.platform, id: as, name: as, groups: [] };

const reviewPorts = ({ reviews, clock, config }: Context) => ({ reviews, clock, rules: config.review });

const foundFlag = (name: string, { reviews }: Context): FlagView => {
  const view = reviews.find(name);
  if (view === undefined) throw new UserError('unknown-flag', { flag: name });
  return view;
};

/** The review queue, of one run or of all. */
export const reviewList = defineCommand({
  name: 'review list',
  summary: 'reviewList',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [{ name: 'run', value: 'RUN', kind: 'run' }],
  json: true,
  input: z.object({ run: z.string().optional() }),
  run: (input, context) => {
    const { reviews, runs, locale } = context;
    closeDueBallots(reviewPorts(context));
    const rows = reviews.list(input.run === undefined ? {} : { run: findRun(input.run, runs).id });
    return { kind: 'card', card: flagListCard(rows, locale), json: { flags: rows.map(flagJson) } };
  },
});

/** A flag as data. While it is open nothing tells what the scorer or others said. */
const flagJson = ({ flag, model, votes, posted }: FlagRow) => ({
  id: flag.id,
  run: flag.run,
  model,
  dimension: flag.dimension,
  reason: flag.reason,
  probability: flag.probability,
  state: flag.state,
  votes,
  posted,
  label: flag.label,
  scorerLabel: flag.state === 'open' ? null : flag.scorerLabel,
  reusedFrom: flag.reusedFrom,
  drawnAt: flag.drawnAt.toISOString(),
  closedAt: flag.closedAt?.toISOString() ?? null,
});

/** The next flag that waits for a vote of this person. */
export const reviewNext = defineCommand({
  name: 'review next',
  summary: 'reviewNext',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [AS],
  json: true,
  input: z.object(asInput),
  run: (input, context) => {
    closeDueBallots(reviewPorts(context));
    const waiting = nextFlag(reviewer(context, input.as), context);
    return { kind: 'card', card: nextCard(waiting, context), json: nextJson(waiting) };
  },
});

/** Audits first, as ballots are posted. */
const nextFlag = (voter: Voter, { reviews, config }: Context): FlagView => {
  let own: FlagView | undefined;
  for (const reason of ['audit', 'borderline'] as const) {
    for (const { flag } of reviews.list({ states: ['open'], reason, validRuns: true })) {
      const view = reviews.find(flag.id);
      if (view === undefined || view.acts.some((act) => act.voter === voterId(voter))) continue;
      if (mayVote(voter, view, config.review)) return view;
      own ??= view;
    }
  }
  if (own === undefined) throw new UserError('nothing-to-review', undefined);
  throw isVoter(voter, config.review.voters)
    ? new UserError('requester-may-not-vote', { flag: own.flag.id })
    : new UserError('not-a-voter', undefined);
};

const nextCard = (view: FlagView, { surface, config, locale }: Context) => {
  const card = ballotCard(view, config.review.quorum, locale);
  if (surface === 'chat') return card;
  const labels = allowedLabels(view.flag.dimension).join(', ');
  const open = openCard(card);
  return {
    ...open,
    blocks: [
      ...open.blocks,
      ...guidanceCard(view.flag.dimension, locale).blocks,
      {
        kind: 'note' as const,
        line: [reviewTexts[locale].howToVote({ flag: view.flag.id, labels })],
      },
    ],
  };
};

const nextJson = ({ flag, model, prompt, responseText }: FlagView) => ({
  id: flag.id,
  run: flag.run,
  model,
  dimension: flag.dimension,
  reason: flag.reason,
  prompt: prompt.text,
  response: responseText,
  labels: allowedLabels(flag.dimension),
});

/** One person's vote. */
export const reviewVote = defineCommand({
  name: 'review vote',
  summary: 'reviewVote',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [
    { name: 'flag', kind: 'flag', required: true },
    { name: 'label', kind: 'text', required: true },
  ],
  options: [AS],
  json: true,
  input: z.object({ flag: z.string(), label: z.string(), ...asInput }),
  run: (input, context) => {
    const act = parseVoteWord(input.label);
    const { surface, clock, event, locale, actedAt = clock.now() } = context;
    const counted = castVote(
      {
        flag: input.flag,
        act,
        via: surface === 'shell' ? 'shell' : 'button',
        voter: reviewer(context, input.as),
        actedAt,
        event,
      },
      reviewPorts(context),
    );
    const { flag, closed } = counted;
    return {
      kind: 'card',
      card: voteReceiptCard(counted, act, locale),
      json: { id: flag.id, state: flag.state, closed, label: flag.label },
    };
  },
});

/** Decides what people did not agree on. */
export const reviewAdjudicate = defineCommand({
  name: 'review adjudicate',
  summary: 'reviewAdjudicate',
  surfaces: ['shell', 'chat'],
  permission: 'adjudicate',
  arguments: [
    { name: 'flag', kind: 'flag', required: true },
    { name: 'label', kind: 'text', required: true },
    { name: 'because', kind: 'text', required: false, variadic: true },
  ],
  options: [AS],
  json: true,
  input: z.object({ flag: z.string(), label: z.string(), because: words, ...asInput }),
  run: (input, context) => {
    const act = parseVoteWord(input.label);
    if (act.kind !== 'label') {
      throw usageError('bad-vote-word', { word: input.label, allowed: ['3', '2', '1'] });
    }
    const by = reviewer(context, input.as);
    if (!context.may('adjudicate', by)) throw new UserError('not-an-adjudicator', { name: by.name });
    const reason = input.because.join(' ').slice(0, 500);
    const flag = adjudicate(
      {
        flag: input.flag,
        label: act.label,
        by,
        ...(reason === '' ? {} : { reason }),
      },
      reviewPorts(context),
    );
    const sentence = reviewTexts[context.locale].decided({ flag: flag.id, label: act.label });
    return {
      kind: 'card',
      card: receiptCard(sentence, context.locale),
      json: { id: flag.id, state: flag.state, label: flag.label },
    };
  },
});

/** Every label that a flagged response was ever given. */
export const reviewHistory = defineCommand({
  name: 'review history',
  summary: 'reviewHistory',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [{ name: 'flag', kind: 'flag', required: true }],
  options: [],
  json: true,
  input: z.object({ flag: z.string() }),
  run: (input, context) => {
    const view = foundFlag(input.flag, context);
    const blind = view.flag.reason === 'audit' && view.flag.state === 'open';
    const history = blind ? null : context.reviews.history(view.flag.id);
    return {
      kind: 'card',
      card: flagHistoryCard(view, history, context.locale),
      json: {
        id: view.flag.id,
        run: view.flag.run,
        state: view.flag.state,
        history: (history ?? []).map(historyJson),
        votes: view.flag.state === 'open' ? null : standingVotes(view.acts).map(voteJson),
      },
    };
  },
});

/** No names: a vote is its voter's own. */
const voteJson = ({ act, via, actedAt }: StandingVote) => ({
  act: act.kind,
  label: act.kind === 'label' ? act.label : null,
  via,
  at: actedAt.toISOString(),
});

const historyJson = ({ at, ...entry }: HistoryEntry) => ({ at: at.toISOString(), ...entry });

/** Puts more of a run before people, at random. */
export const reviewAudit = defineCommand({
  name: 'review audit',
  summary: 'reviewAudit',
  surfaces: ['shell', 'chat'],
  permission: 'adjudicate',
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [{ name: 'more', value: 'N' }],
  json: true,
  input: z.object({ run: z.string(), more: z.string().default('20') }),
  run: (input, context) => {
    const run = findRun(input.run, context.runs);
    if (!/^[1-9]\d{0,5}$/.test(input.more)) throw usageError('bad-count', { word: input.more });
    if (run.state !== 'completed') throw new UserError('run-not-complete', { id: run.id, state: run.state });
    const drawn = auditMore(run, Number(input.more), reviewPorts(context)).length;
    const sentence = reviewTexts[context.locale].auditDrawn({ drawn, run: run.id });
    return { kind: 'card', card: receiptCard(sentence, context.locale), json: { run: run.id, drawn } };
  },
});
