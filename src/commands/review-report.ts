import { z } from 'zod';
import { reviewReportCard } from '../cards/review-report-card.ts';
import { voterId } from '../review/cast-vote.ts';
import { closeDueBallots } from '../review/close-ballots.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { AS, asInput, reviewer, reviewPorts } from './reviewer.ts';

/** How far people agree, how good scorers are in their eyes, and who is how reliable. */
export const reviewReport = defineCommand({
  name: 'review report',
  summary: 'reviewReport',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [{ name: 'run', value: 'RUN', kind: 'run' }, AS],
  json: true,
  input: z.object({ run: z.string().optional(), ...asInput }),
  run: async (input, context) => {
    const { runs, reports, figures, locale } = context;
    closeDueBallots(reviewPorts(context));
    const run = input.run === undefined ? undefined : findRun(input.run, runs).id;
    const reader = reviewer(context, input.as);
    const adjudicates = context.may('adjudicate', reader);
    const json = await figures.reviewReport(run ?? null, reports.review(run), {
      voter: voterId(reader),
      adjudicates,
    });
    return { kind: 'card', card: reviewReportCard(json, locale, adjudicates), json };
  },
});
