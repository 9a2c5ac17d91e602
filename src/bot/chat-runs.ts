import { UserError } from '../errors.ts';
import type { Run } from '../flames/run.ts';
import type { Address, PlatformName } from '../ports/chat-platform.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import { type Followed, type FollowPorts, followRun, showQueued, showScorecard } from './follow-run.ts';
import { addressOf, readEnd, runKey } from './run-message.ts';
import type { RunQueue } from './run-queue.ts';

/** The runs that this process works on for chat. */
export interface ChatRuns {
  /** Shows a run as queued and works on it in its turn. Throws a `UserError` when another process has it. */
  begin(run: Run, how: Pick<Followed, 'retryFailed' | 'notes'>, replyTo: Address): void;
  /** Goes on with the runs that an earlier process left, each in the message that it has; ends those that were cancelled. */
  takeUp(): Promise<void>;
}

export interface ChatRunsPorts extends FollowPorts {
  readonly posts: Pick<OutboxStore, 'find'>;
  readonly queue: RunQueue;
  /** The platforms that this process speaks with. */
  readonly platforms: readonly PlatformName[];
}

const OVER = ['stopped', 'completed', 'cancelled', 'failed'] as const;
/** Ended runs whose message is looked at again at the start. */
const LOOKED_AT = 500;
const DAY_MS = 24 * 3_600_000;

export const createChatRuns = (ports: ChatRunsPorts): ChatRuns => {
  const { runs, queue, posts, clock, pictureDesk } = ports;
  const enqueue = (followed: Followed): void => {
    const { run } = followed;
    if (runs.claim(run.id).kind !== 'claimed') throw new UserError('run-alive', { id: run.id });
    if (run.state !== 'queued') runs.setState(run.id, 'queued', clock.now());
    showQueued(followed, ports);
    queue.add(run.id, (signal) => followRun(followed, signal, ports));
    void endWhenCancelled(run, ports);
  };
  return {
    begin: (run, how, replyTo) => enqueue({ run, to: addressOf(run, posts) ?? replyTo, ...how }),
    takeUp: async () => {
      const interrupted = left(['interrupted'], ports).reverse();
      const cancelled = interrupted.filter(({ run }) => runs.isCancelRequested(run.id));
      for (const { run, to } of interrupted.filter((each) => !cancelled.includes(each))) {
        enqueueIfFree({ run, to, retryFailed: false, notes: [] }, enqueue);
      }
      for (const { run, to } of left(OVER, ports, LOOKED_AT)) {
        if (posts.find(runKey(run))?.card.kind === 'progress') showScorecard(run, to, ports);
        if (isFresh(run, clock.now())) void pictureDesk.ofRun(readEnd(run, ports));
      }
      for (const { run, to } of cancelled) {
        if (await runs.end(run.id, 'cancelled', () => clock.now())) showScorecard(run, to, ports);
      }
    },
  };
};

const LOOK_EVERY_MS = 500;

/** A run that is cancelled while it waits has its turn at once, in which it only ends. */
const endWhenCancelled = async ({ id }: Run, { queue, runs, clock, log }: ChatRunsPorts): Promise<void> => {
  while (queue.waiting().includes(id)) {
    await clock.sleep(LOOK_EVERY_MS);
    try {
      if (queue.waiting().includes(id) && runs.isCancelRequested(id)) queue.hasten(id);
    } catch (error) {
      log.fault('run', error, { run: id });
    }
  }
};

/** A crash may have cut its pictures off; older runs do without. */
const isFresh = ({ state, finishedAt }: Run, now: Date): boolean =>
  state === 'completed' && finishedAt !== null && now.getTime() - finishedAt.getTime() < DAY_MS;

/** Another process may start at the same moment: one of them gets the run. */
const enqueueIfFree = (followed: Followed, enqueue: (followed: Followed) => void): void => {
  try {
    enqueue(followed);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
};

/** Runs of chat on our platforms, newest first. */
const left = (states: readonly Run['state'][], { runs, posts, platforms }: ChatRunsPorts, limit?: number) =>
  runs.list({ states, ...(limit === undefined ? {} : { limit }) }).flatMap((run) => {
    const to = addressOf(run, posts);
    return to === undefined || !platforms.includes(to.platform) ? [] : [{ run, to }];
  });
