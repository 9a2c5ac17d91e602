import { pictureCard } from '../cards/picture-card.ts';
import type { ReadScorecard } from '../commands/read-scorecard.ts';
import type { Run } from '../flames/run.ts';
import type { Scorecard } from '../flames/scorecard.ts';
import type { SeriesReads } from '../history/run-series.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type KeepPorts, keepPictures } from '../pictures/keep-pictures.ts';
import type { Picture } from '../pictures/picture.ts';
import { picturesOfRun } from '../pictures/pictures-of-run.ts';
import type { Address, PostKey } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { Locale } from '../texts/locale.ts';
import { addressOf, runKey } from './run-message.ts';

export interface PictureDeskPorts extends SeriesReads, KeepPorts {
  readonly outbox: Outbox;
  readonly posts: Pick<OutboxStore, 'find'>;
  readonly log: Log;
  /** The language of messages that everybody reads. */
  readonly locale: Locale;
}

/**
 * Puts pictures under the messages that they belong to, never in them: no message waits for a picture, or is lost with
 * it. What cannot be drawn is logged and left out.
 */
export interface PictureDesk {
  /** Pictures in the thread of a post, or after it where it has none. */
  under(post: PostKey, at: Address, pictures: readonly Picture[], locale: Locale): Promise<void>;
  /** A completed run's pictures: once for as many prompts as it has, and once more when people have corrected it. */
  ofRun(read: ReadScorecard): Promise<void>;
  /** Resolves when nothing is being drawn. */
  idle(): Promise<void>;
}

export const createPictureDesk = (ports: PictureDeskPorts): PictureDesk => {
  const drawing = new Map<PostKey, Promise<void>>();
  /** What is being drawn already is not drawn twice. */
  const tracked = (key: PostKey, work: () => Promise<void>): Promise<void> => {
    const same = drawing.get(key);
    if (same !== undefined) return same;
    const done = work()
      .catch((error: unknown) => void ports.log.fault('picture', error))
      .finally(() => drawing.delete(key));
    drawing.set(key, done);
    return done;
  };
  return {
    under: (post, at, pictures, locale) => {
      const key = `${post}:picture`;
      return tracked(key, () => show({ key, post, at }, pictures, locale, ports));
    },
    ofRun: async ({ reading, json }) => {
      const { run } = reading;
      const at = addressOf(run, ports.posts);
      if (at === undefined || run.state !== 'completed') return;
      const key = pictureKey(run, json);
      if (ports.posts.find(key) !== undefined) return;
      const pictures = picturesOfRun(json, reading, ports, ports.locale);
      await tracked(key, () => show({ key, post: runKey(run), at }, pictures, ports.locale, ports));
    },
    idle: async () => {
      while (drawing.size > 0) await Promise.all(drawing.values());
    },
  };
};

const pictureKey = ({ id, prompts }: Run, { corrected }: Scorecard): PostKey =>
  `picture:${id}:${prompts}${(corrected?.overall ?? null) === null ? '' : ':corrected'}`;

interface Shown {
  readonly key: PostKey;
  /** The post that they stand under, and where that is. */
  readonly post: PostKey;
  readonly at: Address;
}

const show = async (
  { key, post, at: { platform, channel } }: Shown,
  pictures: readonly Picture[],
  locale: Locale,
  ports: PictureDeskPorts,
): Promise<void> => {
  const drawn = await keepPictures(pictures, ports, (reason) =>
    ports.log.warn('picture left out', { post: key, reason }),
  );
  if (drawn.length === 0) return;
  ports.outbox.put(key, { kind: 'under', platform, channel, post }, pictureCard(drawn, locale));
};
