import { z } from 'zod';
import { promptSetListCard } from '../cards/prompt-set-list-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { importPrompts } from '../flames/import-prompts.ts';
import { ask } from '../problem.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount } from '../texts/format.ts';
import { defineCommand } from './command.ts';
import { FLAMES_1K, fetchPrompts } from './fetch-prompts.ts';
import { required } from './inputs.ts';

/** The installed prompt sets. */
export const promptsList = defineCommand({
  name: 'prompts list',
  summary: 'promptsList',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: (_input, { prompts, locale }) => {
    const sets = prompts.list();
    return {
      kind: 'card',
      card: promptSetListCard(sets, locale),
      json: {
        promptSets: sets.map(({ name, sha256, size, source }) => ({ name, sha256, prompts: size, source })),
      },
    };
  },
});

/** Adds a prompt set from a file in Flames' format; one bad line refuses the whole file. */
export const promptsImport = defineCommand({
  name: 'prompts import',
  summary: 'promptsImport',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [{ name: 'name', value: 'NAME' }],
  json: true,
  input: z.object({ file: z.string(), name: required('set-name') }),
  run: async ({ file, name }, { prompts, files, clock, locale }) => {
    const text = await files.readText(file);
    const result = importPrompts({ text, name, file, source: file }, prompts, clock.now());
    const { set, added } = result;
    const sentence = commandTexts[locale][added ? 'promptsAdded' : 'promptsThere'];
    return {
      kind: 'card',
      card: receiptCard(sentence({ name, prompts: formatCount(set.size), sha256: set.sha256 }), locale),
      json: { promptSet: { name, sha256: set.sha256, prompts: set.size }, added },
    };
  },
});

/** Downloads the public prompts, or takes them from a mirror or a file, and checks them against the pinned checksum. */
export const promptsFetch = defineCommand({
  name: 'prompts fetch',
  summary: 'promptsFetch',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'set', kind: 'prompt-set', required: true }],
  options: [{ name: 'from', value: 'FILE_OR_URL' }],
  json: true,
  input: z.object({
    set: z.literal(FLAMES_1K.name, { error: ask('only-flames-1k') }),
    from: z.string().optional(),
  }),
  run: async ({ from }, context) => {
    const { set, added } = await fetchPrompts(from ?? FLAMES_1K.url, context);
    const sentence = commandTexts[context.locale][added ? 'promptsAdded' : 'promptsThere'];
    return {
      kind: 'card',
      card: receiptCard(
        sentence({ name: set.name, prompts: formatCount(set.size), sha256: set.sha256 }),
        context.locale,
      ),
      json: { promptSet: { name: set.name, sha256: set.sha256, prompts: set.size }, added },
    };
  },
});
