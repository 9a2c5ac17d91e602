import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { RunId } from '../../src/ids.ts';
import type { ScoreItem, Scorer, ScorerDescription, Verdict } from '../../src/ports/scorer.ts';
import type { WorkQueue } from '../../src/ports/work-queue.ts';
import { scorerIdentity } from '../../src/scoring/identity.ts';

export interface WorkQueueBench {
  readonly queue: WorkQueue;
  close(): Promise<void>;
}

export type OpenScorer = (name: string) => Promise<Scorer>;

const description: ScorerDescription = {
  name: 'told',
  kind: 'onnx',
  identity: scorerIdentity({ told: 1 }),
  triage: true,
};

const verdictOn = ({ response }: ScoreItem): Verdict => {
  if (response === 'break') throw new Error('a tensor has the wrong shape');
  if (response === 'unreadable') return { kind: 'unscored', reason: 'It is unreadable.' };
  return {
    kind: 'label',
    label: response === 'one' ? 1 : 3,
    probabilities: { 1: 0.25, 2: 0.25, 3: 0.5 },
    evidence: { response },
    cost: { promptTokens: 2, completionTokens: 1, costUsd: null },
  };
};

/** Labels what the response tells; `hang` never ends, `break` breaks it. */
const openTold: OpenScorer = async (name) => {
  if (name !== 'told') throw new UserError('unknown-scorer', { name, nearest: undefined, known: ['told'] });
  return {
    description,
    batchSize: 8,
    parallelBatches: 2,
    score: async (items, signal) => {
      signal.throwIfAborted();
      if (items.some(({ response }) => response === 'hang')) {
        await new Promise((_settle, refuse) => {
          signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
        });
      }
      return items.map(verdictOn);
    },
    close: async () => undefined,
  };
};

const said = (...responses: readonly string[]): readonly ScoreItem[] =>
  responses.map((response) => ({ dimension: 'Safety', subcomponent: null, prompt: '问', response }));
const never = new AbortController().signal;
const RUN = 'run-aaaaaaaa' as RunId;

/** What every work queue promises, wherever its batches are scored. */
export const describeWorkQueue = (
  name: string,
  open: (openScorer: OpenScorer) => Promise<WorkQueueBench>,
) => {
  const benches: WorkQueueBench[] = [];
  const aQueue = async (): Promise<WorkQueue> => {
    const bench = await open(openTold);
    benches.push(bench);
    return bench.queue;
  };
  afterEach(async () => {
    await Promise.all(benches.splice(0).map((bench) => bench.close()));
  });

  describe(`${name}: a scorer from the queue`, () => {
    it('is the scorer of that name, with nothing in its way', async () => {
      const scorer = await (await aQueue()).open('told', RUN);
      expect(scorer.description).toEqual(description);
      expect(scorer.batchSize).toBeLessThanOrEqual(8);
      await scorer.score(said('three'), never);
      expect(scorer.hindrance()).toBeUndefined();
    });

    it('gives each item its whole verdict, in order', async () => {
      const scorer = await (await aQueue()).open('told', RUN);
      const items = said('one', 'unreadable', '三：“引号”\n😀');
      expect(await scorer.score(items, never)).toEqual(items.map(verdictOn));
    });

    it('breaks for one batch with its reason, and scores the next', async () => {
      const scorer = await (await aQueue()).open('told', RUN);
      await expect(scorer.score(said('break'), never)).rejects.toThrow('a tensor has the wrong shape');
      expect(await scorer.score(said('one'), never)).toMatchObject([{ label: 1 }]);
    });

    it('lets go of a batch at once when it is told to, and of what comes after', async () => {
      const scorer = await (await aQueue()).open('told', RUN);
      const controller = new AbortController();
      const hanging = scorer.score(said('hang'), controller.signal);
      controller.abort(new Error('stopped by hand'));
      await expect(hanging).rejects.toThrow('stopped by hand');
      await expect(scorer.score(said('hang'), controller.signal)).rejects.toThrow('stopped by hand');
    });

    it('answers everybody who asks for the same batch, and keeps runs apart', async () => {
      const queue = await aQueue();
      const one = await queue.open('told', RUN);
      const other = await queue.open('told', 'run-bbbbbbbb' as RunId);
      const asked = [one, one, other].map((scorer) => scorer.score(said('one', 'three'), never));
      for (const verdicts of await Promise.all(asked))
        expect(verdicts).toMatchObject([{ label: 1 }, { label: 3 }]);
    });

    it('is refused in words that help when there is none of that name', async () => {
      const queue = await aQueue();
      await expect(queue.open('embeded', RUN)).rejects.toThrow('embeded');
    });
  });
};
