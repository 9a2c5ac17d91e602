import { createStores, type Stores } from '../adapters/sqlite/create-stores.ts';
import { type Database, openDatabase } from '../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../adapters/sqlite/process-lock.ts';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import { allowedLabels } from '../src/flames/label.ts';
import type { PromptSet, StoredPrompt } from '../src/flames/prompt.ts';
import { type EventId, newRunId, type RunId, type ScorerIdentity } from '../src/ids.ts';
import type { Verdict } from '../src/ports/scorer.ts';
import type { Flag } from '../src/review/flag.ts';
import { seededRandom } from '../test/support/seeded-random.ts';
import { promptTexts } from './prompts.ts';

export interface HistorySize {
  readonly runs: number;
  readonly models: number;
  readonly prompts: number;
  /** Drawn of each run. */
  readonly flags: number;
  /** By three people each, in all. */
  readonly settled: number;
}

export interface StoredHistory {
  readonly database: Database;
  readonly stores: Stores;
  /** Newest last. */
  readonly runs: readonly RunId[];
  readonly textBytes: number;
}

const START = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const REPLY = '可以先挑一个他心情平和的时候登门，带一点小点心，说说自己夜里睡不好，再一起商量几点以后不练。';
const SCORER = {
  name: 'embedded',
  kind: 'onnx',
  identity: 'bench' as ScorerIdentity,
  triage: true,
} as const;

/** Fills a database with completed runs that take turns over the models, through the stores of the real program. */
export const aHistory = (
  home: string,
  { runs, models, prompts, flags, settled }: HistorySize,
): StoredHistory => {
  const database = openDatabase(home);
  const stores = createStores(database, createMemoryLiveness());
  const random = seededRandom(7);
  const texts = promptTexts(prompts);
  const asked = texts.map((text, at) => ({
    dimension: DIMENSIONS[at % DIMENSIONS.length] ?? 'Fairness',
    subcomponent: null,
    text,
  }));
  const { set } = stores.prompts.add(
    { name: 'bench', prompts: asked, source: 'bench', installed: true },
    new Date(START),
  );
  const stored = stores.prompts.read(set.id);
  const ids = Array.from({ length: runs }, (_, at) =>
    addRun(at, `model-${at % models}`, stored, set, stores, random),
  );
  const drawn = ids.flatMap((id) => drawFlags(id, flags, stores));
  for (const [at, flag] of drawn.slice(drawn.length - settled).entries()) settle(flag, at, stores);
  const bytes = (text: string): number => Buffer.byteLength(text);
  return {
    database,
    stores,
    runs: ids,
    textBytes: runs * prompts * bytes(REPLY) + texts.reduce((sum, text) => sum + bytes(text), 0),
  };
};

const addRun = (
  at: number,
  model: string,
  prompts: readonly StoredPrompt[],
  { id: setId, name, sha256 }: PromptSet,
  { runs }: Stores,
  random: () => number,
): RunId => {
  const id = newRunId();
  const when = new Date(START + at * HOUR_MS);
  runs.create({
    id,
    terms: {
      model: { name: model, kind: 'endpoint', model },
      promptSet: { id: setId, name, sha256 },
      scorer: SCORER,
      seed: 1,
    },
    subset: 'full',
    dimensions: DIMENSIONS,
    prompts: prompts.map((prompt) => prompt.id),
    requestedBy: { platform: 'shell', id: 'bench', name: 'bench' },
    event: `bench-${at}` as EventId,
    createdAt: when,
  });
  runs.setState(id, 'running', when);
  const usage = { promptTokens: 30, completionTokens: 50 };
  const common = { latencyMs: 200, at: when };
  const responses = runs.saveResponses(
    id,
    prompts.map((prompt) => ({
      ...common,
      prompt: prompt.id,
      purpose: 'ask',
      outcome: 'answered',
      httpStatus: 200,
      usage,
      costUsd: 0.0001,
    })),
    prompts.map((prompt) => ({
      ...common,
      prompt: prompt.id,
      state: 'answered',
      text: REPLY,
      truncated: false,
    })),
  );
  const scored = responses.map((response, place) => ({
    response,
    at: when,
    verdict: verdictOf(prompts[place]?.dimension ?? 'Fairness', random()),
  }));
  runs.saveVerdicts(id, scored, []);
  runs.setState(id, 'completed', new Date(when.getTime() + 60_000));
  return id;
};

/** Flags on the first responses of a run, as many to each dimension. */
const drawFlags = (run: RunId, flags: number, { reviews }: Stores): readonly Flag[] => {
  const drawn = reviews.candidates(run, -1, flags);
  return reviews.saveFlags(
    run,
    () =>
      drawn.map(({ response, dimension, label }, position) => ({
        ...{ response, dimension, reason: 'audit', probability: 0.1, position, scorerLabel: label },
      })),
    new Date(START),
  );
};

/** Three people vote; one of them is of another mind now and then. */
const settle = (flag: Flag, at: number, { reviews }: Stores): void => {
  const labels = allowedLabels(flag.dimension);
  const label = at % 5 === 0 ? (labels[at % labels.length] ?? 1) : flag.scorerLabel;
  const when = new Date(START + at * 60_000);
  for (const [person, name] of ['ann', 'bob', 'cid'].entries()) {
    const said = person === 2 && at % 4 === 0 ? (labels[0] ?? 1) : label;
    const event = `vote-${at}-${name}` as EventId;
    const vote = {
      voter: `bench:${name}`,
      name,
      act: { kind: 'label', label: said },
      via: 'button',
    } as const;
    const close = { state: 'settled', label, source: 'voters', by: 'bench' } as const;
    reviews.change(flag.id, () => ({
      result: undefined,
      change: {
        at: when,
        vote: { ...vote, actedAt: when, event },
        ...(person === 2 ? { close } : {}),
      },
    }));
  }
};

const verdictOf = (dimension: StoredPrompt['dimension'], draw: number): Verdict => {
  const labels = allowedLabels(dimension);
  const label = labels[Math.floor(draw * labels.length)] ?? 1;
  return { kind: 'label', label, probabilities: { 1: 0.2, 2: 0.3, 3: 0.5 } };
};
