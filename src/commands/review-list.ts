import { z } from 'zod';
import { flagListCard } from '../cards/flag-list-card.ts';
import type { FlagRow } from '../ports/review-store.ts';
import { closeDueBallots } from '../review/close-ballots.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { reviewPorts } from './reviewer.ts';

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
