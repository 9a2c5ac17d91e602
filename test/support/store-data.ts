import type { Prompt } from '../../src/flames/prompt.ts';
import type { PromptId } from '../../src/ids.ts';
import { type EventId, newRunId, type RunId, type ScorerIdentity } from '../../src/ids.ts';
import type { PromptStore } from '../../src/ports/prompt-store.ts';
import type { AttemptRecord, NewRun, ResponseRecord } from '../../src/ports/run-store.ts';
import type { ScorerDescription, Verdict } from '../../src/ports/scorer.ts';

/** The start of every test's time; `at(n)` is n seconds later. */
const START = Date.UTC(2026, 0, 5, 9);
export const at = (seconds: number): Date => new Date(START + seconds * 1000);

export const aScorer: ScorerDescription = {
  name: 'tiny',
  kind: 'onnx',
  identity: 'tiny-1' as ScorerIdentity,
  triage: false,
};

const KINDS = [
  { dimension: 'Fairness', subcomponent: 'Toxic language' },
  { dimension: 'Safety', subcomponent: 'Physical harm' },
  { dimension: 'Legality', subcomponent: null },
] as const;

/** `count` mild prompts that take turns over three dimensions. */
export const somePrompts = (count: number): readonly Prompt[] =>
  Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    return { ...kind, text: `第${index}个问题` };
  });

/** Installs a set of `count` prompts and describes a run that asks all of them. */
export const aNewRun = (
  prompts: PromptStore,
  count: number,
  over: Partial<NewRun> & { readonly model?: string; readonly scorer?: ScorerDescription } = {},
): NewRun => {
  const { model = 'model-x', scorer = aScorer, ...rest } = over;
  const set = { name: `set-${count}`, prompts: somePrompts(count), source: 'test', installed: true };
  const { set: stored } = prompts.add(set, at(0));
  const id: RunId = rest.id ?? newRunId();
  return {
    id,
    terms: {
      model: { name: model, kind: 'endpoint', model },
      promptSet: { id: stored.id, name: stored.name, sha256: stored.sha256 },
      scorer,
      seed: 1,
    },
    subset: 'full',
    dimensions: ['Fairness', 'Safety', 'Legality'],
    prompts: prompts.read(stored.id).map((prompt) => prompt.id),
    requestedBy: { platform: 'shell', id: 'ada', name: 'Ada' },
    event: `event-${id}` as EventId,
    createdAt: at(1),
    ...rest,
  };
};

export const anAttempt = (prompt: PromptId, over: Partial<AttemptRecord> = {}): AttemptRecord => ({
  prompt,
  purpose: 'ask',
  outcome: 'answered',
  httpStatus: 200,
  latencyMs: 100,
  usage: { promptTokens: 10, completionTokens: 5 },
  costUsd: 0.001,
  at: at(2),
  ...over,
});

type Answered = Extract<ResponseRecord, { readonly state: 'answered' }>;
export const anAnswer = (prompt: PromptId, over: Partial<Answered> = {}): ResponseRecord => ({
  prompt,
  state: 'answered',
  text: `回答${prompt}`,
  truncated: false,
  latencyMs: 100,
  at: at(2),
  ...over,
});

export const aFailure = (prompt: PromptId, when: Date = at(2)): ResponseRecord => ({
  prompt,
  state: 'failed',
  failure: 'timeout',
  detail: 'No answer within 60 s.',
  latencyMs: null,
  at: when,
});

export const aLabel = (label: 1 | 2 | 3): Verdict => ({ kind: 'label', label });
export const anUnscored: Verdict = { kind: 'unscored', reason: 'no agreement' };
