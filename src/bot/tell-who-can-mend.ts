import { asForeign, warning } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import type { PlatformErrorCode } from '../errors.ts';
import type { Person } from '../flames/run.ts';
import type { RunId } from '../ids.ts';
import type { OutboxReport } from '../outbox/channel-loop.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { ANSWER } from '../outbox/refusals.ts';
import { type Address, type ChatPlatform, directChannel, type PlaceProblem } from '../ports/chat-platform.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { ReviewStore } from '../ports/review-store.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Locale } from '../texts/locale.ts';
import { unsentTexts } from '../texts/unsent.ts';
import type { Alerts } from './alert-if-worse.ts';
import { flagOfKey } from './ballot-desk.ts';

export interface MendPorts {
  readonly runs: Pick<RunStore, 'find'>;
  readonly reviews: Pick<ReviewStore, 'find'>;
  readonly outbox: Pick<Outbox, 'put'>;
  readonly posts: Pick<OutboxStore, 'find'>;
  readonly platforms: readonly ChatPlatform[];
  /** Who is told what concerns nobody of the platform. */
  readonly alerts: Alerts;
  readonly locale: Locale;
}

type Dead = Extract<OutboxReport, { kind: 'dead' }>;

/** What of an outbox's refusals lies in a channel, and what that is when the platform does not say more. */
const PROBLEMS: Readonly<Partial<Record<PlatformErrorCode, PlaceProblem>>> = {
  'channel-gone': 'gone',
  'missing-right': 'no-right',
};

/**
 * Tells whoever asked for a run, in their own conversation with the bot, that its message or its ballots cannot be written
 * where they belong, and how that is mended; once a run and channel. An answer is shown to who asked, alone. What goes to
 * one person alone is told to nobody.
 */
export const tellWhoCanMend = async (dead: Dead, ports: MendPorts): Promise<void> => {
  const { key, address, error } = dead;
  const known = PROBLEMS[error.code];
  if (known !== undefined && key.startsWith(ANSWER)) return showAskerAlone(dead, known, ports);
  const isBallot = flagOfKey(key) !== undefined;
  const run = runOf(key, ports);
  if (known === undefined || run === undefined || !isForMany(address)) return;
  const { platform, channel } = address;
  const problem = (await problemOf(address, ports)) ?? known;
  const { locale, outbox, alerts } = ports;
  const sentence = unsentTexts[locale][problem]({ run, channel, what: isBallot ? 'ballots' : 'run' });
  const asker = ports.runs.find(run)?.requestedBy;
  for (const person of peopleOf(asker, platform, alerts)) {
    const to = { kind: 'direct', platform, channel: directChannel(person), person } as const;
    outbox.put(`unsent:${run}:${channel}:${person}`, to, receiptCard([asForeign(sentence)], locale));
  }
};

/** What cannot be posted where it was asked for is shown to who asked, with the reason. */
const showAskerAlone = async (
  { key, address }: Dead,
  known: PlaceProblem,
  ports: MendPorts,
): Promise<void> => {
  const card = ports.posts.find(key)?.card;
  if (card === undefined || !('asker' in address) || address.asker === undefined) return;
  const { platform, channel, asker: person } = address;
  const problem = (await problemOf(address, ports)) ?? known;
  const why = warning(unsentTexts[card.locale][problem === 'no-right' ? 'alone-no-right' : 'alone-gone']);
  const to = { kind: 'private', platform, channel, person } as const;
  ports.outbox.put(`alone:${key}`, to, { ...card, blocks: [why, ...card.blocks] });
};

const RUN_KEY = /^(?:run|review):(?<run>.+)$/u;

/** The run that a message is about: its own message, the line about its review, one of its ballots. */
const runOf = (key: string, { reviews }: MendPorts): RunId | undefined => {
  const flag = flagOfKey(key);
  if (flag !== undefined) return reviews.find(flag)?.flag.run;
  return RUN_KEY.exec(key)?.groups?.['run'] as RunId | undefined;
};

const isForMany = ({ kind, channel }: Address): boolean =>
  kind !== 'private' && kind !== 'direct' && !channel.startsWith('@');

/** What the platform says of the channel now; undefined when it does not say, or does not answer. */
const problemOf = async (
  { platform, channel }: Address,
  { platforms }: MendPorts,
): Promise<PlaceProblem | undefined> => {
  const asked = platforms.find(({ name }) => name === platform);
  try {
    return await asked?.placeProblem?.({ kind: 'channel', platform, channel });
  } catch {
    return undefined;
  }
};

const peopleOf = (asker: Person | undefined, platform: string, alerts: Alerts): readonly string[] =>
  asker?.platform === platform ? [asker.id] : (alerts[platform] ?? []);
