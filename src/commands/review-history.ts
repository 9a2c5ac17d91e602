import { z } from 'zod';
import { flagHistoryCard } from '../cards/flag-history-card.ts';
import type { HistoryEntry } from '../ports/review-store.ts';
import { type StandingVote, standingVotes } from '../review/vote.ts';
import { defineCommand } from './command.ts';
import { foundFlag } from './reviewer.ts';

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
