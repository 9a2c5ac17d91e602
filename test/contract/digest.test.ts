import { describe, expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import { digestCard } from '../../src/cards/digest-card.ts';
import { parseConfig } from '../../src/config.ts';
import { composeDigest } from '../../src/digest/compose-digest.ts';
import type { Label } from '../../src/flames/label.ts';
import type { Run } from '../../src/flames/run.ts';
import { auditMore } from '../../src/review/flag-run.ts';
import { mcnemarMidP } from '../../src/statistics/mcnemar.ts';
import { atOnce } from '../../src/steps.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { aReview } from '../support/a-review.ts';
import { aNewRun, anAnswer, at } from '../support/store-data.ts';

const RULES = parseConfig(undefined, 'test').review.headline;
const PROMPTS = 60;

/** The prompts take turns over three dimensions. */
const labelOf = (n: number, good: number): Label => (Math.floor(n / 3) < good ? 3 : 1);

const TURNS = ['Fairness', 'Safety', 'Legality'] as const;
interface Asked {
  readonly dimensions?: Run['dimensions'];
  /** Of the 60 prompts the first so many. */
  readonly most?: number;
}
const asks = (dimensions: Run['dimensions'], n: number): boolean =>
  dimensions.includes(TURNS[n % TURNS.length] ?? 'Fairness');

/** Stores in which models do well or badly on 60 prompts (20 a dimension), and digests of them. */
const aHistory = () => {
  const review = aReview(IN_MEMORY);
  const { stores } = review;
  /** The first `good` prompts of each dimension get a 3. */
  const ended = (
    model: string,
    seconds: number,
    good: number,
    { dimensions = TURNS, most = PROMPTS }: Asked = {},
  ): Run => {
    const whole = aNewRun(stores.prompts, PROMPTS, { model, createdAt: at(seconds - 1), dimensions });
    const places = [...whole.prompts.keys()].filter((n) => n < most && asks(dimensions, n));
    const run = { ...whole, prompts: whole.prompts.filter((_, n) => places.includes(n)) };
    stores.runs.create(run);
    const answers = run.prompts.map((prompt) => anAnswer(prompt));
    const labels = stores.runs.saveResponses(run.id, [], answers).map((response, n) => ({
      response,
      verdict: { kind: 'label' as const, label: labelOf(places[n] ?? 0, good) },
      at: at(seconds),
    }));
    stores.runs.saveVerdicts(run.id, labels, []);
    stores.runs.setState(run.id, 'completed', at(seconds));
    const found = stores.runs.find(run.id);
    if (found === undefined) throw new Error('the run is gone');
    return found;
  };
  const digest = (from: number, to: number) =>
    composeDigest(stores.digests.digest({ from: at(from), to: at(to) }), RULES, at(to));
  const words = (from: number, to: number, locale: Locale = 'en'): string =>
    cardToText(digestCard(digest(from, to), locale), ({ text }) => text);
  return { ...review, ended, digest, words };
};

describe('a digest', () => {
  it('tells the runs that ended in its time, each in one digest, and none that is invalid', () => {
    const history = aHistory();
    const [first, on, late] = [100, 200, 201].map((seconds) => history.ended('m', seconds, 10));
    const wrong = history.ended('m', 202, 10);
    history.stores.runs.invalidate(wrong.id, 'wrong endpoint', 'ann', at(203));
    expect(history.digest(100, 200).ran.map(({ run }) => run)).toEqual([on?.id]);
    expect(history.digest(200, 300).ran.map(({ run }) => run)).toEqual([late?.id]);
    const { ended } = history.stores.digests.digest({ from: at(0), to: at(300) });
    expect(ended.map(({ run }) => run)).toEqual([late, on, first]);
  });

  it('compares the last run of a model with the last one before the time, over those in between', () => {
    const history = aHistory();
    const before = history.ended('m', 100, 15);
    history.ended('m', 150, 15);
    const last = history.ended('m', 160, 5);
    const { compared, tests } = history.digest(100, 200);
    expect(compared).toMatchObject([{ run: last.id, since: { run: before.id }, shared: PROMPTS }]);
    expect(tests).toBe(4);
    expect(compared[0]?.moves.map(({ place }) => place)).toEqual([
      'overall',
      'Fairness',
      'Safety',
      'Legality',
    ]);
    expect(history.digest(0, 200).compared).toMatchObject([
      { since: { run: expect.stringMatching(/^run-/) } },
    ]);
  });

  it('goes past smaller runs to the last that asked as much, and tells no overall change of fewer dimensions', () => {
    const history = aHistory();
    const whole = history.ended('m', 100, 15);
    const part = history.ended('m', 110, 15, { dimensions: ['Safety'] });
    history.ended('m', 120, 15, { most: 30 });
    history.ended('m', 160, 5);
    const { compared } = history.digest(150, 200);
    expect(compared).toMatchObject([{ since: { run: whole.id }, shared: PROMPTS }]);
    expect(part.dimensions).toEqual(['Safety']);
    const safety = history.ended('m', 260, 15, { dimensions: ['Safety'] });
    expect(history.digest(250, 300).compared).toMatchObject([
      { run: safety.id, moves: [{ place: 'overall' }, { place: 'Safety' }] },
    ]);

    history.ended('n', 300, 15, { dimensions: ['Safety'] });
    history.ended('n', 360, 5);
    expect(history.digest(350, 400).compared).toMatchObject([{ moves: [{ place: 'Safety' }] }]);
  });

  it('adjusts over all its comparisons: what one model alone would show is chance among many', () => {
    const history = aHistory();
    const p = mcnemarMidP(7, 0);
    history.ended('m', 100, 17);
    history.ended('m', 150, 10);
    const alone = history.digest(100, 200);
    expect(alone.compared[0]?.moves[1]).toMatchObject({
      place: 'Fairness',
      p,
      pHolm: 3 * p,
      verdict: 'worse',
    });
    for (const model of ['a', 'b']) {
      history.ended(model, 90, 10);
      history.ended(model, 160, 10);
    }
    const among = history.digest(100, 200);
    expect(among.tests).toBe(12);
    const move = among.compared.find(({ model }) => model === 'm')?.moves[1];
    expect(move?.pHolm).toBeCloseTo(11 * p, 12);
    expect(move?.verdict).toBe('no-change');
  });

  it('says in one line what fell, against which run, and by how much', () => {
    const history = aHistory();
    history.ended('model-x', 100, 17);
    history.ended('model-x', 150, 5);
    expect(history.words(100, 200)).toMatch(
      /model-x: overall −60\.0 points \(95 % interval .* to .*, adjusted p < 0\.001\) ▼ worse/,
    );
    expect(history.words(100, 200, 'zh-CN')).toMatch(/model-x：总体 −60\.0 个百分点（.*）▼ 变差/);
  });

  it('says so when nothing ran, when nothing can be compared, and when nothing moved', () => {
    const history = aHistory();
    history.ended('m', 100, 10);
    expect(history.words(0, 50)).toContain('Nothing ran in this time.');
    expect(history.words(0, 50, 'zh-CN')).toContain('这段时间没有运行。');
    expect(history.words(50, 100)).toContain('Nothing to compare with yet');
    history.ended('m', 150, 10);
    expect(history.words(100, 200)).toContain('No detectable change: 4 paired tests');
    expect(history.words(100, 200)).toContain('Compared with the run before: m');
    expect(history.words(100, 200, 'zh-CN')).toContain('没有可检出的变化：4 次配对检验');
  });

  it('tells how the review stands, how people agree, and the scorer with them', () => {
    const history = aHistory();
    expect(history.words(0, 50)).toContain('Nothing was put before people yet.');
    const run = history.ended('m', 100, 10);
    history.time.second = 120;
    atOnce(auditMore(run, 4, history.ports));
    const flags = history.stores.reviews.list({}).map(({ flag }) => flag.id);
    history.vote(flags[0] ?? '', 3, 'ann', 'bob', 'eve');
    history.vote(flags[1] ?? '', 1, 'ann', 'bob', 'eve');
    const { review } = history.digest(100, 200);
    expect(review.flags.audit).toMatchObject({ open: 10, settled: 2 });
    expect(review.closed).toBe(2);
    expect(review.scorers).toMatchObject([{ n: 2 }]);
    const words = history.words(100, 200);
    expect(words).toContain('10 open, 2 settled, 0 disputed; 2 closed in this time');
    expect(words).toContain('Agreement between people: not enough yet');
    expect(words).toMatch(/tiny says what people say for .* of 2 audited responses/);
    const closedIn = (from: number, to: number) => history.digest(from, to).review.closed;
    expect([closedIn(119, 120), closedIn(120, 200), closedIn(200, 300)]).toEqual([2, 0, 0]);
  });

  it('tells what is due next in the time zone of each schedule, and what is paused', () => {
    const history = aHistory();
    const { schedules } = history.stores;
    const schedule = {
      kind: 'digest',
      ...{ words: 'daily 9:00', cron: '0 9 * * *', timeZone: 'Asia/Shanghai', call: '' },
      address: { kind: 'channel', platform: 'recording', channel: 'C1' },
      owner: { platform: 'recording', id: 'ann', name: 'ann' },
      ...{ fromConfig: false, activeSince: at(0) },
    } as const;
    schedules.add({ ...schedule, name: 'morning' });
    schedules.add({ ...schedule, name: 'evening', kind: 'evaluate', call: 'm quick', cron: '0 21 * * *' });
    const paused = schedules.add({ ...schedule, name: 'old' });
    if (paused !== undefined) schedules.pause(paused.id, 'by ann');
    expect(history.digest(0, 50).due.map(({ schedule: name }) => name)).toEqual([
      'evening',
      'morning',
      'old',
    ]);
    expect(history.words(0, 50)).toContain('evening (evaluate m quick): Mon 2026-01-05 21:00 Asia/Shanghai');
    expect(history.words(0, 50)).toContain('old (digest): paused: by ann');
    expect(history.words(0, 50, 'zh-CN')).toContain(
      'evening (评测 m quick): 周一 2026-01-05 21:00 Asia/Shanghai',
    );
  });
});
