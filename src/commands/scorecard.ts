import { z } from 'zod';
import { scorecardCard } from '../cards/scorecard-card.ts';
import { UserError, usageError } from '../errors.ts';
import type { HeadlineRules } from '../flames/headline.ts';
import { composeScorecard } from '../flames/scorecard.ts';
import type { RunId } from '../ids.ts';
import { picturesOfRun } from '../pictures/pictures-of-run.ts';
import { scorecardPicture } from '../pictures/scorecard-picture.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { findRun } from './find-run.ts';
import { parseMoment } from './parse-moment.ts';
import { reportOf } from './report-of.ts';

/** A scorecard again, from the store. */
export const scorecard = defineCommand({
  name: 'scorecard',
  summary: 'scorecard',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [
    { name: 'as-of', value: 'TIME' },
    { name: 'png', value: 'FILE', surfaces: ['shell'] },
    { name: 'html', value: 'FILE', surfaces: ['shell'] },
  ],
  json: true,
  input: z.object({
    run: z.string(),
    'as-of': z.string().transform(parseMoment).optional(),
    png: z.string().optional(),
    html: z.string().optional(),
  }),
  run: async (input, context) => {
    const { locale, files, pictures, surface } = context;
    const run = findRun(input.run, context.runs);
    const asOf = input['as-of'];
    if (asOf !== undefined && asOf < run.createdAt) {
      throw new UserError('before-run', { id: run.id, at: run.createdAt });
    }
    if (asOf !== undefined && input.html !== undefined) throw usageError('report-is-of-now', undefined);
    const { json, reading } = readScorecard(run.id, context, asOf);
    if (input.png !== undefined) {
      await files.writeBytes(input.png, await pictures.png(scorecardPicture(json, reading, locale, asOf)));
    }
    if (input.html !== undefined)
      await files.writeText(input.html, await reportOf({ json, reading }, context));
    return {
      kind: 'card',
      card: scorecardCard(json, reading, locale, asOf),
      json,
      pictures: surface === 'shell' ? [] : picturesOfRun(json, reading, context, locale, asOf),
    };
  },
});

/** Where runs are read, in which language they are told, and which scorers get a headline. */
export interface ScorecardPorts extends Pick<Context, 'locale'> {
  readonly runs: Pick<Context['runs'], 'read'>;
  readonly config: { readonly review: { readonly headline: HeadlineRules } };
}

/** A run's scorecard as data with what it was made of, now or as it was at a past moment. */
export const readScorecard = (id: RunId, { runs, config }: Omit<ScorecardPorts, 'locale'>, asOf?: Date) => {
  const reading = runs.read(id, asOf);
  if (reading === undefined) throw new UserError('unknown-run', { id, nearest: undefined });
  return { reading, json: composeScorecard(reading, config.review.headline) };
};

/** A run's scorecard as a card and as data. */
export const scorecardOf = (id: RunId, ports: ScorecardPorts) => {
  const { reading, json } = readScorecard(id, ports);
  return { card: scorecardCard(json, reading, ports.locale), json };
};
