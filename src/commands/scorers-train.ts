import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { scorerQualityCard } from '../cards/scorer-quality-card.ts';
import { readTrainingRows, trainScorer } from '../scoring/train-scorer.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount } from '../texts/format.ts';
import { defineCommand } from './command.ts';

/** Trains a scorer on labelled responses and writes it as a package; equal files give equal bytes. */
export const scorersTrain = defineCommand({
  name: 'scorers train',
  summary: 'scorersTrain',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [
    { name: 'name', value: 'NAME' },
    { name: 'out', value: 'FOLDER' },
    { name: 'evaluate', value: 'FILE' },
    { name: 'licence', value: 'NAME' },
  ],
  json: true,
  input: z.object({
    file: z.string(),
    name: z
      .string({ error: 'say what to call the scorer: --name NAME' })
      .regex(/^[\w.-]{1,64}$/, 'use letters, digits, dot, hyphen or underscore'),
    out: z.string({ error: 'say where to write the package: --out FOLDER' }),
    evaluate: z.string().optional(),
    licence: z.string().default('unspecified'),
  }),
  run: async ({ file, name, out, evaluate, licence }, { files, packages, locale }) => {
    const training = readTrainingRows(file, await files.readText(file));
    const evaluation =
      evaluate === undefined ? [] : readTrainingRows(evaluate, await files.readText(evaluate));
    const scorer = trainScorer({ name, licence, training, evaluation });
    await packages.write(out, scorer);
    const { quality } = scorer.manifest;
    const sentence = commandTexts[locale].trained({ name, rows: formatCount(training.length), folder: out });
    const measured = quality.evaluation ?? quality.unseenPromptsAndWriters ?? quality.unseenPrompts;
    return {
      kind: 'card',
      card: receiptCard(sentence, locale, scorerQualityCard(name, measured, locale).blocks),
      json: { name, folder: out, quality },
    };
  },
});
