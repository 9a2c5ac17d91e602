import { z } from 'zod';
import { asForeign, text } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError } from '../errors.ts';
import { ask } from '../problem.ts';
import { formatRate, shortHash } from '../texts/format.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { defineCommand } from './command.ts';
import { required, scorerName } from './inputs.ts';

/** Brings a scorer's package that somebody else made, checked against its manifest, and says how to use it. */
export const scorersFetch = defineCommand({
  name: 'scorers fetch',
  summary: 'scorersFetch',
  surfaces: ['shell'],
  permission: 'scorers',
  arguments: [{ name: 'name', kind: 'text', required: true }],
  options: [
    { name: 'from', value: 'FOLDER_OR_URL' },
    { name: 'sha256', value: 'HEX' },
  ],
  json: true,
  input: z.object({
    name: scorerName,
    from: required('where-the-package-is').min(1),
    sha256: z
      .string()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/, ask('manifest-sha256'))
      .optional(),
  }),
  run: async ({ name, from, sha256 }, { scorers, packages, locale }) => {
    if (scorers.names().includes(name) && !['trained', 'fetched'].includes(scorers.origin(name)))
      throw new UserError('scorer-name-taken', { name });
    const folder = scorers.trainedFolder(name);
    const fetched = await packages.fetch({ from, folder, ...(sha256 === undefined ? {} : { sha256 }) });
    const { identity, quality, triage } = await scorers.describe(name);
    const texts = scorerTexts[locale];
    const { licence, added } = fetched;
    const told = { name, identity: shortHash(identity), sha256: fetched.sha256 };
    const accuracy = quality === undefined ? texts.notMeasured : formatRate(quality.accuracy);
    return {
      kind: 'card',
      card: receiptCard(texts[added ? 'fetchedNow' : 'fetchedBefore']({ ...told, accuracy }), locale, [
        text(texts.licence, asForeign(licence)),
      ]),
      json: {
        name,
        identity,
        triage,
        licence,
        folder,
        sha256: fetched.sha256,
        added,
        quality: quality ?? null,
      },
    };
  },
});
