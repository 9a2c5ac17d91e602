import { z } from 'zod';
import { note } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { scorerQualityCard } from '../cards/scorer-quality-card.ts';
import { UserError, usageError } from '../errors.ts';
import { LEAST_ROWS, readTrainingRows, trainScorer } from '../scoring/train-scorer.ts';
import { promptsOf } from '../scoring/training/labelled-response.ts';
import { withoutAudits } from '../scoring/training/without-audits.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount } from '../texts/format.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { type CommandResult, defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { flag, scorerName } from './inputs.ts';
import { runTrainingFromAnnotations } from './train-from-annotations.ts';

/**
 * Trains a scorer on what the team settled, for the workspace, or on a file of labelled responses, as a package; equal
 * rows give equal bytes.
 */
export const scorersTrain = defineCommand({
  name: 'scorers train',
  summary: 'scorersTrain',
  surfaces: ['shell'],
  permission: 'scorers',
  arguments: [{ name: 'file', kind: 'file', required: false }],
  options: [
    { name: 'from', value: 'annotations' },
    { name: 'name', value: 'NAME' },
    { name: 'out', value: 'FOLDER' },
    { name: 'evaluate', value: 'FILE' },
    { name: 'licence', value: 'NAME' },
    { name: 'yes' },
  ],
  json: true,
  input: z.object({
    file: z.string().optional(),
    from: z.literal('annotations').optional(),
    name: scorerName.optional(),
    out: z.string().optional(),
    evaluate: z.string().optional(),
    licence: z.string().default('unspecified'),
    yes: flag,
  }),
  run: async ({ from, file, name, out, evaluate, licence, yes }, context) => {
    if ((from === undefined) === (file === undefined)) throw usageError('train-from-what', undefined);
    if (file === undefined) {
      if ((out ?? evaluate) !== undefined) throw usageError('trained-goes-home', undefined);
      return runTrainingFromAnnotations(name, yes === true, context);
    }
    if (name === undefined || out === undefined) throw usageError('trained-where', undefined);
    return trainFromFile({ file, name, out, evaluate, licence }, context);
  },
});

interface FromFile {
  readonly file: string;
  readonly name: string;
  readonly out: string;
  readonly evaluate: string | undefined;
  readonly licence: string;
}

const trainFromFile = async (
  { file, name, out, evaluate, licence }: FromFile,
  { files, packages, scorerRecords, locale }: Context,
): Promise<CommandResult> => {
  const { training, audited } = withoutAudits(
    readTrainingRows(file, await files.readText(file)),
    scorerRecords.auditTexts(),
  );
  if (audited > 0 && training.length < LEAST_ROWS)
    throw new UserError('too-few-beside-audits', { file, audited, rows: training.length, least: LEAST_ROWS });
  const evaluation = evaluate === undefined ? [] : readTrainingRows(evaluate, await files.readText(evaluate));
  const scorer = trainScorer({ name, licence, training, evaluation });
  // before the scorer is there: what taught it must never measure it
  scorerRecords.saveLessons(await packages.identify(scorer), promptsOf(training));
  await packages.write(out, scorer);
  const { quality } = scorer.manifest;
  const sentence = commandTexts[locale].trained({ name, rows: formatCount(training.length), folder: out });
  const leftOut = audited === 0 ? [] : [note(scorerTexts[locale].auditsLeftOut({ n: formatCount(audited) }))];
  const measured = quality.evaluation ?? quality.unseenPromptsAndWriters ?? quality.unseenPrompts;
  return {
    kind: 'card',
    card: receiptCard(sentence, locale, [...leftOut, ...scorerQualityCard(name, measured, locale).blocks]),
    json: { name, folder: out, rows: training.length, leftOut: audited, quality },
  };
};
