import { z } from 'zod';
import { asForeign, text, warning } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';

/** A consistent copy of the database in a file that does not exist yet; others may write meanwhile. */
export const backup = defineCommand({
  name: 'backup',
  summary: 'backup',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [],
  json: false,
  input: z.object({ file: z.string().min(1) }),
  run: async ({ file }, { backUp, scorers, locale }) => {
    await backUp(file);
    const { backedUp, backupUse, backupScorers } = commandTexts[locale];
    const trained = scorers.names().filter((name) => scorers.origin(name) === 'trained');
    const title = [backedUp, asForeign(file)];
    return {
      kind: 'card',
      card: receiptCard(title, locale, [
        text(backupUse),
        ...(trained.length === 0 ? [] : [warning(backupScorers, asForeign(trained.join(', ')))]),
      ]),
    };
  },
});
