import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';

/** Upgrades the database. Every command does so when it opens the database; this one does nothing else. */
export const migrate = defineCommand({
  name: 'migrate',
  summary: 'migrate',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: false,
  input: z.object({}),
  run: (_input, { locale }) => ({ kind: 'card', card: receiptCard(commandTexts[locale].migrated, locale) }),
});
