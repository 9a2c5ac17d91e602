import { expect } from 'vitest';
import type { Stores } from '../../../adapters/sqlite/create-stores.ts';
import { systemClock } from '../../../adapters/system/system-clock.ts';
import type { FlagId } from '../../../src/ids.ts';
import { ballotsOf, type Opinion, type Seen, type Workspace } from '../a-workspace.ts';
import type { FaultEndpoint } from '../fault-endpoint/create-fault-endpoint.mjs';
import { type Life, startLife } from './life.ts';

/** What somebody does, or the death of the bot meanwhile; then they do it again later. */
const tried = (work: Promise<unknown>, life: Life): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), life.over, systemClock.sleep(5000)]);

/** Everybody has one opinion of each flag, so that it may be said again: half the flags are agreed on. */
const opinionOf = (flag: FlagId, by: string): Opinion =>
  Number(flag.slice(1)) % 2 === 0 || by === 'bob' ? '🟢 3' : '🔴 1';

/** What people want of a bot that dies again and again: runs, and votes on whatever these put before them. */
export class Story {
  readonly #home: string;
  readonly #workspace: Workspace;
  readonly #stores: Stores;
  /** `flag voter` of every press. */
  readonly #pressed = new Set<string>();
  runsWanted = 1;

  constructor(home: string, workspace: Workspace, stores: Stores) {
    this.#home = home;
    this.#workspace = workspace;
    this.#stores = stores;
  }

  live(): Promise<Life> {
    return startLife(this.#home, this.#workspace);
  }

  get runs() {
    return this.#stores.runs.list();
  }

  get open() {
    return this.#stores.reviews.list({ states: ['open'] });
  }

  get isSettled(): boolean {
    return (
      this.runs.length >= this.runsWanted &&
      this.runs.every(({ state }) => state === 'completed') &&
      this.open.every(({ votes }) => votes >= 2)
    );
  }

  /** People ask for a run when there is none left, else vote on whatever ballot they see. */
  async act(life: Life): Promise<void> {
    if (this.runs.length < this.runsWanted) await this.#ask(life);
    else await this.#voteOnce(life);
  }

  async #ask(life: Life): Promise<void> {
    const before = this.runs.length;
    await tried(this.#workspace.type('evaluate slow smoke --scorer refusal-rule'), life);
    for (let turns = 0; turns < 100 && !life.isOver() && this.runs.length === before; turns += 1)
      await systemClock.sleep(20);
  }

  async #voteOnce(life: Life): Promise<void> {
    for (const { flag } of this.open.filter(({ votes }) => votes < 2)) {
      for (const by of ['bob', 'cid'] as const) {
        if (life.isOver()) return;
        this.#pressed.add(`${flag.id} ${by}`);
        const voted = await tried(this.#workspace.vote(flag.id, opinionOf(flag.id, by), by), life);
        if (voted === false) break;
        if (by === 'cid') return;
      }
    }
    await systemClock.sleep(250);
  }

  /** What is not done yet, for whoever reads why a test failed. */
  get left(): string {
    const { outbox } = this.#stores;
    const posts = outbox.channels().flatMap((channel) => outbox.waiting(channel));
    const flags = this.open.map(({ flag, votes }) => `${flag.id} has ${votes} votes`);
    return JSON.stringify({ posts: posts.map((post) => ({ ...post, card: undefined })), flags });
  }

  /** What was stored and posted is what people and the endpoint did: nothing lost, nothing doubled. */
  async check(endpoint: FaultEndpoint): Promise<void> {
    const screens = await this.#workspace.screens();
    const outlives = this.#workspace.command === 'start';
    const { runs, exports, reviews } = this.#stores;
    expect(this.runs.map(({ state }) => state)).toEqual(this.runs.map(() => 'completed'));
    for (const { id } of this.runs) {
      const responses = runs.responses(id, -1, 1000);
      expect(new Set(responses.map(({ prompt }) => prompt.id)).size).toBe(10);
      expect(responses).toHaveLength(10);
      expect(responses.every(({ scorerLabel }) => scorerLabel !== null)).toBe(true);
      const isCard = ({ words }: Seen) => /^Scorecard · slow/m.test(words) && words.includes(`${id} ·`);
      const cards = screens.map((seen) => seen.filter(isCard).length);
      expect({ id, cards: Math.max(...cards) }).toEqual({ id, cards: 1 });
      for (const { prompt } of responses)
        expect(endpoint.ledger.entries()[prompt.text]?.some(({ outcome }) => outcome === 'answered')).toBe(
          true,
        );
    }
    expect(screens.at(-1)?.filter(({ words }) => /^(Evaluation|Queued)/m.test(words))).toEqual([]);
    const flags = reviews.list({});
    expect(flags).toHaveLength(5 * this.runs.length);
    // an answer on which people agreed before is not put to them again
    const put = flags.flatMap(({ flag }) => (flag.reusedFrom === null ? [flag] : []));
    for (const { flag } of flags) {
      const ballots = Math.max(...screens.map((seen) => ballotsOf(flag.id, seen).length));
      const most = flag.reusedFrom === null ? 1 : 0;
      // a screen that died before it showed a ballot has no successor that does: there one asks for it by its name
      expect({ id: flag.id, ballots }).toEqual({
        id: flag.id,
        ballots: outlives ? most : Math.min(ballots, most),
      });
    }
    const votes = [...exports.rows('votes', { names: true })].filter(({ stands }) => stands);
    const cast = votes.map(({ flag, name }) => `${flag} ${name}`);
    expect(new Set(cast).size).toBe(cast.length);
    for (const { flag, name, label } of votes) {
      expect(this.#pressed).toContain(`${flag} ${name}`);
      expect(label).toBe(opinionOf(flag, name ?? '') === '🟢 3' ? 3 : 1);
    }
    const settled = put.filter(({ state }) => state === 'settled').map(({ id }) => id);
    expect(settled.length).toBeGreaterThan(0);
    const byVoters = [...exports.rows('annotations', {})].flatMap(({ source, flag }) =>
      source === 'voters' && put.some(({ id }) => id === flag) ? [flag] : [],
    );
    expect([...byVoters].sort()).toEqual([...settled].sort());
  }
}
