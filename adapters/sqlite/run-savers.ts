import { eq } from 'drizzle-orm';
import type { StoredRunState } from '../../src/flames/run.ts';
import type { PromptId, ResponseId, ScorerIdentity } from '../../src/ids.ts';
import type { AttemptRecord, NewRun, ResponseRecord, ScoredRecord } from '../../src/ports/run-store.ts';
import type { ScorerDescription } from '../../src/ports/scorer.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { annotations, attempts, responses, runPrompts, runs, scorers } from './schema.ts';

type RunRow = typeof runs.$inferSelect;
type RunStart = { readonly state: StoredRunState; readonly owner: string };
/** Whose label it is. */
export type Labeller = Pick<typeof annotations.$inferInsert, 'source' | 'by' | 'scorer'>;

/** What the parts of the run store write, a row at a time; inside a transaction of the caller. */
export interface RunSavers {
  run(run: NewRun, start: RunStart): RunRow;
  /** What a run asks, in this order; replaces what it asked before. */
  prompts(run: number, prompts: readonly PromptId[]): void;
  attempts(run: number, made: readonly AttemptRecord[]): void;
  /** A prompt that is answered keeps its answer; after a failure the next round holds. */
  response(run: number, response: ResponseRecord): ResponseId;
  /** A response that has its label already keeps it. */
  verdict(labeller: Labeller, scored: ScoredRecord): void;
}

const scorerSaver = (database: Database): ((scorer: ScorerDescription, at: Date) => void) => {
  const insert = prepareInsert(database, scorers);
  const save = (description: ScorerDescription, firstSeenAt: Date): void => {
    const { identity, name, rest } = description;
    insert({ identity, name, description, firstSeenAt });
    if (rest !== undefined) save(rest, firstSeenAt);
  };
  return save;
};

const promptsSaver = ({ orm, sqlite }: Database): RunSavers['prompts'] => {
  // one statement for all: a row at a time takes twice as long
  const insert = sqlite.prepare<[number, string]>(
    'insert into run_prompts (run, position, prompt) select ?, key, value from json_each(?)',
  );
  return (run, prompts) => {
    if (new Set(prompts).size < prompts.length) throw new Error('A run asks each prompt once.');
    orm.delete(runPrompts).where(eq(runPrompts.run, run)).run();
    insert.run(run, JSON.stringify(prompts));
  };
};

const runSaver = (database: Database, savePrompts: RunSavers['prompts']): RunSavers['run'] => {
  const saveScorer = scorerSaver(database);
  return ({ terms, prompts, replyTo, ...run }, start) => {
    saveScorer(terms.scorer, run.createdAt);
    const columns = { model: terms.model.name, promptSet: terms.promptSet.id, scorer: terms.scorer.identity };
    const row = database.orm
      .insert(runs)
      .values({ ...run, ...columns, ...start, terms, prompts: prompts.length, replyTo: replyTo ?? null })
      .returning()
      .get();
    savePrompts(row.seq, prompts);
    return row;
  };
};

const attemptSaver = (database: Database): RunSavers['attempts'] => {
  const insert = prepareInsert(database, attempts);
  return (run, made) => {
    for (const { usage, ...attempt } of made) insert({ run, ...attempt, ...usage });
  };
};

const responseSaver = (database: Database): RunSavers['response'] => {
  type Latest = { readonly id: ResponseId; readonly round: number; readonly state: string };
  const insert = prepareInsert(database, responses);
  const latest = database.sqlite.prepare<[number, PromptId], Latest>(
    'select id, round, state from responses where run = ? and prompt = ? order by round desc limit 1',
  );
  return (run, response) => {
    const present = latest.get(run, response.prompt);
    if (present?.state === 'answered') return present.id;
    const round = present === undefined ? 0 : present.round + 1;
    return insert({ truncated: false, ...response, run, round }).lastInsertRowid as ResponseId;
  };
};

const verdictSaver = (database: Database): RunSavers['verdict'] => {
  const insert = prepareInsert(database, annotations);
  return (labeller, { response, verdict, at }) => {
    const { kind: _kind, cost: _cost, ...judgement } = verdict;
    insert({ ...judgement, ...labeller, response, at });
  };
};

export const labelledByScorer = (scorer: ScorerIdentity): Labeller => ({
  source: 'scorer',
  by: scorer,
  scorer,
});

export const createRunSavers = (database: Database): RunSavers => {
  const savePrompts = promptsSaver(database);
  return {
    run: runSaver(database, savePrompts),
    prompts: savePrompts,
    attempts: attemptSaver(database),
    response: responseSaver(database),
    verdict: verdictSaver(database),
  };
};
