import { ballotCard } from '../cards/ballot-card.ts';
import { reviewSummaryCard } from '../cards/review-summary-card.ts';
import type { Run } from '../flames/run.ts';
import type { FlagId, RunId } from '../ids.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Address, PostKey } from '../ports/chat-platform.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { FlagView } from '../ports/review-store.ts';
import type { RunStore } from '../ports/run-store.ts';
import { closeDueBallots } from '../review/close-ballots.ts';
import type { FlagState } from '../review/flag.ts';
import { postNextBallots } from '../review/post-ballots.ts';
import type { ReviewPorts } from '../review/review-ports.ts';
import { atOnce, inTurns, type Steps } from '../steps.ts';
import type { Locale } from '../texts/locale.ts';
import type { PictureDesk } from './picture-desk.ts';
import { addressOf, endCard, readEnd, runKey } from './run-message.ts';

export interface BallotDeskPorts extends ReviewPorts {
  readonly runs: RunStore;
  readonly outbox: Outbox;
  readonly posts: Pick<OutboxStore, 'find'>;
  readonly pictureDesk: PictureDesk;
  /** The language of messages that everybody reads. */
  readonly locale: Locale;
  /** The platforms of this process, and whether their messages outlive it. */
  readonly platforms: readonly { readonly name: string; readonly remembers: boolean }[];
}

/** Keeps every ballot's message, and what depends on it, as the store says. */
export interface BallotDesk {
  /** A run of this process has completed: posts its ballots; others have their turn meanwhile. */
  ran(run: RunId): Promise<void>;
  /**
   * Closes what is due, opens what comes next, and brings all messages up to date. Called after whatever may change them;
   * `touched` is looked at even if it closed long ago.
   */
  sync(touched?: FlagId): void;
}

const BALLOT = 'ballot:';
export const ballotKey = (flag: FlagId): PostKey => `${BALLOT}${flag}`;
/** The flag of a ballot's message. */
export const flagOfKey = (key: PostKey): FlagId | undefined =>
  key.startsWith(BALLOT) ? (key.slice(BALLOT.length) as FlagId) : undefined;
const summaryKey = (run: RunId): PostKey => `review:${run}`;

/** Closed ballots that are looked at again at the start: a crash may have left their messages behind. */
const LOOKED_BACK_MS = 7 * 24 * 3_600_000;

class Desk implements BallotDesk {
  readonly #ports: BallotDeskPorts;
  readonly #ranHere = new Set<RunId>();
  readonly #places = new Map<RunId, Address>();
  /** Flags whose messages may have to change, with the state that these show. */
  #watched: Map<FlagId, FlagState | undefined> | undefined;

  constructor(ports: BallotDeskPorts) {
    this.#ports = ports;
  }

  ran(run: RunId): Promise<void> {
    this.#ranHere.add(run);
    return inTurns(this.#steps());
  }

  sync(touched?: FlagId): void {
    atOnce(this.#steps(touched));
  }

  /** Each step stands alone: votes come in between, and are shown by the steps of their own. */
  *#steps(touched?: FlagId): Steps<void> {
    const { reviews } = this.#ports;
    closeDueBallots(this.#ports);
    const opened = postNextBallots(this.#ports, (run) => this.#placeOf(run));
    const watched = this.#watched ?? this.#left();
    if (touched !== undefined) watched.set(touched, undefined);
    for (const { flag } of reviews.openBallots()) watched.set(flag, 'open');
    const changed = new Set<RunId>();
    for (const [id, shown] of watched) {
      yield;
      const view = reviews.find(id);
      if (view === undefined || !this.#show(view)) continue;
      const { state, run } = view.flag;
      if (state !== shown || opened.includes(id)) changed.add(run);
      if (state === 'settled' || state === 'adjudicated') watched.delete(id);
      else watched.set(id, state);
    }
    for (const run of changed) {
      yield;
      this.#showRun(run);
    }
    this.#watched ??= watched;
  }

  /** False where the ballot's platform is not served here. */
  #show(view: FlagView): boolean {
    const { outbox, rules, locale, platforms } = this.#ports;
    const { ballot, flag } = view;
    if (ballot === null || !platforms.some(({ name }) => name === ballot.address.platform)) return false;
    outbox.put(ballotKey(flag.id), ballot.address, ballotCard(view, rules.quorum, locale));
    return true;
  }

  #showRun(id: RunId): void {
    const { runs, posts, outbox, reviews, locale, pictureDesk } = this.#ports;
    const run = runs.find(id);
    if (run === undefined) return;
    const to = addressOf(run, posts);
    const shown = posts.find(runKey(run))?.card.kind;
    if (to !== undefined && shown === 'scorecard') {
      const read = readEnd(run, this.#ports);
      outbox.put(runKey(run), to, endCard(read, locale));
      void pictureDesk.ofRun(read);
    }
    const place = this.#placeOf(id);
    if (place !== undefined) {
      outbox.put(summaryKey(id), place, reviewSummaryCard(run, reviews.counts(id), locale));
    }
  }

  /** Where a run's ballots go; once they have a place, it stays. */
  #placeOf(id: RunId): Address | undefined {
    const place = this.#places.get(id) ?? this.#findPlace(id);
    if (place !== undefined) this.#places.set(id, place);
    return place;
  }

  /** The review channel of its platform, else the thread of its message. */
  #findPlace(id: RunId): Address | undefined {
    const { runs, posts, platforms, rules } = this.#ports;
    const run = runs.find(id);
    const home = run && addressOf(run, posts);
    const channels: Readonly<Record<string, string | undefined>> = rules.channels;
    const platform =
      home === undefined
        ? platforms.find(({ name }) => channels[name] !== undefined)
        : platforms.find(({ name }) => name === home.platform);
    if (run === undefined || platform === undefined) return undefined;
    if (!platform.remembers && !this.#ranHere.has(id)) return undefined;
    const channel = channels[platform.name];
    if (channel !== undefined) return { kind: 'channel', platform: platform.name, channel };
    return home && threadOf(run, home);
  }

  #left(): Map<FlagId, undefined> {
    const { reviews, clock } = this.#ports;
    const since = clock.now().getTime() - LOOKED_BACK_MS;
    const recent = reviews
      .list({ posted: true })
      .filter(({ flag }) => (flag.closedAt?.getTime() ?? since) >= since);
    return new Map(recent.map(({ flag }) => [flag.id, undefined]));
  }
}

const threadOf = (run: Run, { platform, channel }: Address): Address => ({
  kind: 'under',
  platform,
  channel,
  post: runKey(run),
});

export const createBallotDesk = (ports: BallotDeskPorts): BallotDesk => new Desk(ports);
