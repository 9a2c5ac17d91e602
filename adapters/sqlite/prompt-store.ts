import { and, desc, eq } from 'drizzle-orm';
import {
  type Prompt,
  type PromptSet,
  promptContentKey,
  promptSetSha256,
  type StoredPrompt,
} from '../../src/flames/prompt.ts';
import type { PromptId, PromptSetId } from '../../src/ids.ts';
import type { NewPromptSet, PromptStore } from '../../src/ports/prompt-store.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { promptSetMembers, promptSets, prompts } from './schema.ts';

const SET = { id: promptSets.id, name: promptSets.name, sha256: promptSets.sha256, size: promptSets.size };

const PROMPTS_OF_SET = `
select member.position, prompts.id, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text
from prompt_set_members member join prompts on prompts.id = member.prompt
where member.prompt_set = @id and member.position > @after order by member.position limit @limit`;

const promptSaver = (database: Database): ((prompt: Prompt) => PromptId) => {
  const insert = prepareInsert(database, prompts);
  const find = database.sqlite
    .prepare<[string, string, string], PromptId>(
      'select id from prompts where text = ? and dimension = ? and subcomponent = ?',
    )
    .pluck();
  return ({ dimension, subcomponent, text }) => {
    const row = { dimension, subcomponent: subcomponent ?? '', text } as const;
    const found = find.get(text, dimension, row.subcomponent);
    return found ?? (insert(row).lastInsertRowid as PromptId);
  };
};

const setAdder = (database: Database): ((set: NewPromptSet, sha256: string, at: Date) => PromptSet) => {
  const save = promptSaver(database);
  const insertSet = prepareInsert(database, promptSets);
  const insertMember = prepareInsert(database, promptSetMembers);
  return ({ name, source, installed, ...set }, sha256, at) => {
    const contentKey = promptContentKey(set.prompts);
    const size = set.prompts.length;
    const id = insertSet({ name, sha256, contentKey, size, source, installed, at })
      .lastInsertRowid as PromptSetId;
    for (const [position, prompt] of set.prompts.entries()) {
      insertMember({ promptSet: id, position, prompt: save(prompt) });
    }
    return { id, name, sha256, size };
  };
};

/** Prompt sets in SQLite. */
export const createPromptStore = (database: Database): PromptStore => {
  const { orm } = database;
  const addSet = setAdder(database);
  type Page = { readonly id: PromptSetId; readonly after: number; readonly limit: number };
  type Row = StoredPrompt & { readonly position: number };
  const promptsOf = database.sqlite.prepare<[Page], Row>(PROMPTS_OF_SET);
  const page = (id: PromptSetId, after: number, limit: number): readonly Row[] =>
    database.read(() => promptsOf.all({ id, after, limit }));
  const newestFirst = [desc(promptSets.at), desc(promptSets.id)] as const;
  const newestOf = (name: string): PromptSet | undefined =>
    orm
      .select(SET)
      .from(promptSets)
      .where(and(eq(promptSets.name, name), eq(promptSets.installed, true)))
      .orderBy(...newestFirst)
      .get();
  /** Installing a set again makes it the newest of its name: people mean the file that they brought last. */
  const install = (set: PromptSet, at: Date): void => {
    if (newestOf(set.name)?.id === set.id) return;
    orm.update(promptSets).set({ installed: true, at }).where(eq(promptSets.id, set.id)).run();
  };
  return {
    add: (set, at) =>
      database.write(() => {
        const sha256 = promptSetSha256(set.prompts);
        const same = and(eq(promptSets.name, set.name), eq(promptSets.sha256, sha256));
        const found = orm.select(SET).from(promptSets).where(same).get();
        if (found !== undefined && set.installed) install(found, at);
        return { set: found ?? addSet(set, sha256, at), added: found === undefined };
      }),
    list: () =>
      database.read(() => {
        const installed = orm
          .select({ ...SET, source: promptSets.source })
          .from(promptSets)
          .where(eq(promptSets.installed, true))
          .orderBy(...newestFirst)
          .all();
        return installed.filter(
          (set, index) => installed.findIndex(({ name }) => name === set.name) === index,
        );
      }),
    find: (name) => database.read(() => newestOf(name)),
    findByContent: (contentKey) =>
      database.read(() =>
        orm
          .select(SET)
          .from(promptSets)
          .where(and(eq(promptSets.contentKey, contentKey), eq(promptSets.installed, true)))
          .orderBy(...newestFirst)
          .get(),
      ),
    page,
    read: (id) => page(id, -1, -1).map(({ position: _position, ...prompt }) => prompt),
  };
};
