import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Dimension, Subcomponent } from '../../../src/flames/dimension.ts';
import type { PromptId, PromptSetId } from '../../../src/ids.ts';
import { moment } from './columns.ts';

export const promptSets = sqliteTable(
  'prompt_sets',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<PromptSetId>(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    /** The same for the same prompts in any order. */
    contentKey: text('content_key').notNull(),
    size: integer('size').notNull(),
    source: text('source').notNull(),
    /** Installed by a person, as opposed to prompts that came with imported responses. */
    installed: integer('installed', { mode: 'boolean' }).notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    uniqueIndex('prompt_sets_name_sha256').on(table.name, table.sha256),
    index('prompt_sets_content').on(table.contentKey),
  ],
);

export const prompts = sqliteTable(
  'prompts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<PromptId>(),
    dimension: text('dimension').notNull().$type<Dimension>(),
    /** Empty when the file named none: SQLite's unique index does not hold over NULL. */
    subcomponent: text('subcomponent').notNull().$type<Subcomponent | ''>(),
    text: text('text').notNull(),
  },
  (table) => [uniqueIndex('prompts_unique').on(table.text, table.dimension, table.subcomponent)],
);

export const promptSetMembers = sqliteTable(
  'prompt_set_members',
  {
    promptSet: integer('prompt_set')
      .notNull()
      .references(() => promptSets.id)
      .$type<PromptSetId>(),
    position: integer('position').notNull(),
    prompt: integer('prompt')
      .notNull()
      .references(() => prompts.id)
      .$type<PromptId>(),
  },
  (table) => [primaryKey({ columns: [table.promptSet, table.position] })],
);
