import { expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anEvaluation } from '../../test/support/an-evaluation.ts';
import { createCountingScorer } from '../../test/support/counting-scorer.ts';
import { anAnswered, createScriptedModel } from '../../test/support/scripted-model.ts';
import { cardToText } from '../cards/card-to-text.ts';
import { progressCard } from '../cards/progress-card.ts';
import type { ScorerIdentity } from '../ids.ts';
import type { Hindrance } from '../ports/work-queue.ts';
import type { RunEvent } from './run-event.ts';

const NO_WORKER: Hindrance = {
  kind: 'no-worker',
  scorer: 'embedded',
  identity: 'de14173cea6999fb' as ScorerIdentity,
};

it('a run whose scoring stands still says so once, shows why, and goes on by itself', async () => {
  const clock = createManualClock();
  const bench = anEvaluation(10);
  const WAIT_MS = 60_000;
  const scorer = createCountingScorer({ before: () => clock.sleep(WAIT_MS) });
  const model = createScriptedModel(clock, () => anAnswered());
  const events: RunEvent[] = [];
  const hindrance = () => (clock.monotonicMs() < WAIT_MS ? NO_WORKER : undefined);
  const ended = await clock.runUntil(
    bench.evaluate({ model, clock, scorer, hindrance }, {}, (event) => events.push(event)),
  );
  expect(events.filter(({ kind }) => kind === 'hindered')).toEqual([{ kind: 'hindered', by: NO_WORKER }]);
  expect(ended).toMatchObject({ state: 'completed', done: 10, hindrance: null });
  const shown = events.flatMap((event) =>
    event.kind === 'progress' && event.hindrance !== null
      ? [
          progressCard(bench.run, event, {
            notes: [],
            cancel: { name: 'cancel', argument: 'x' },
            locale: 'en',
          }),
        ]
      : [],
  );
  expect(shown.length).toBeGreaterThan(0);
  const [card] = shown;
  const text = card === undefined ? '' : cardToText(card, ({ text: foreign }) => foreign);
  expect(text).toContain('no worker has the scorer "embedded" in version de14173c');
});
