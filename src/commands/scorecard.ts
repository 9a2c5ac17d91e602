import { z } from 'zod';
import { scorecardCard } from '../cards/scorecard-card.ts';
import { UserError, usageError } from '../errors.ts';
import { picturesOfRun } from '../pictures/pictures-of-run.ts';
import { scorecardPicture } from '../pictures/scorecard-picture.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { parseMoment } from './parse-moment.ts';
import { readScorecard } from './read-scorecard.ts';
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
    if (input.html !== undefined) await files.writeText(input.html, await reportOf(run.id, context));
    return {
      kind: 'card',
      card: scorecardCard(json, reading, locale, asOf),
      json,
      pictures: surface === 'shell' ? [] : picturesOfRun(json, reading, context, locale, asOf),
    };
  },
});
