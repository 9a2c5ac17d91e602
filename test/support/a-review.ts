import { afterEach } from 'vitest';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { type Database, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { parseConfig } from '../../src/config.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { Run } from '../../src/flames/run.ts';
import type { EventId, ResponseId } from '../../src/ids.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import type { ReviewPorts } from '../../src/review/review-ports.ts';
import type { VoteAct } from '../../src/review/vote.ts';
import { aFailure, aNewRun, anAnswer, at } from './store-data.ts';

export interface AReview {
  readonly database: Database;
  readonly stores: Stores;
  readonly ports: ReviewPorts;
  readonly time: { second: number };
  /** A completed run; its scorer says what `label` says of the n-th prompt, 3 unless told, and failed where null. */
  completed(
    prompts: number,
    options?: {
      readonly label?: (n: number) => Label | null;
      readonly probabilities?: (n: number) => LabelProbabilities;
      readonly model?: string;
      readonly text?: (n: number) => string;
    },
  ): Run;
  /** Somebody's vote: a label, or another act. */
  vote(flag: string, what: Label | VoteAct, ...people: readonly string[]): void;
}

const opened: Database[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

/** Stores over a database, closed after the test, with a clock that stands at `time.second`, to review runs in. */
export const aReview = (home: string, review = '{}'): AReview => {
  const database = openDatabase(home);
  opened.push(database);
  const stores = createStores(database, createMemoryLiveness());
  const time = { second: 10 };
  const clock = {
    now: () => at(time.second),
    monotonicMs: () => 0,
    sleep: async () => undefined,
    after: () => () => undefined,
  };
  const ports = { reviews: stores.reviews, clock, rules: parseConfig(`review: ${review}`, 'test').review };
  let events = 0;
  const completed: AReview['completed'] = (prompts, options = {}) => {
    const { label = () => 3 as const, probabilities, model = 'model-x', text = (n) => `回答${n}` } = options;
    const run = aNewRun(stores.prompts, prompts, { model });
    stores.runs.create(run);
    const made = run.prompts.map((prompt, n) =>
      label(n) === null ? aFailure(prompt) : anAnswer(prompt, { text: text(n) }),
    );
    const ids = stores.runs.saveResponses(run.id, [], made);
    const verdicts = ids.flatMap((response: ResponseId, n) => {
      const said = label(n);
      if (said === null) return [];
      const sure = probabilities === undefined ? {} : { probabilities: probabilities(n) };
      return [{ response, verdict: { kind: 'label' as const, label: said, ...sure }, at: at(3) }];
    });
    stores.runs.saveVerdicts(run.id, verdicts, []);
    stores.runs.setState(run.id, 'completed', at(4));
    const ended = stores.runs.find(run.id);
    if (ended === undefined) throw new Error('the run is gone');
    return ended;
  };
  const vote: AReview['vote'] = (flag, what, ...people) => {
    for (const id of people) {
      events += 1;
      const act = typeof what === 'number' ? ({ kind: 'label', label: what } as const) : what;
      const voter = { platform: 'recording', id, name: `${id}'s name`, groups: [] };
      const event = `e${events}` as EventId;
      castVote({ flag, act, via: 'button', voter, actedAt: clock.now(), event }, ports);
    }
  };
  return { database, stores, ports, time, completed, vote };
};
