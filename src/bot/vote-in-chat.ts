import { EMOJI_LABELS } from '../cards/ballot-card.ts';
import { guidanceCard } from '../cards/guidance-card.ts';
import { voteReceiptCard } from '../cards/vote-receipt-card.ts';
import { parseVoteWord } from '../commands/parse-vote-word.ts';
import { PlatformError, UserError } from '../errors.ts';
import type { EventId } from '../ids.ts';
import type { ChatEvent, ChatPlatform, ReactionOn, UserRef } from '../ports/chat-platform.ts';
import type { FlagView } from '../ports/review-store.ts';
import { castVote, takesReactionBack, voterId } from '../review/cast-vote.ts';
import type { ReviewPorts } from '../review/review-ports.ts';
import { standingVotes, type VoteAct } from '../review/vote.ts';
import { type BallotDesk, ballotKey, flagOfKey } from './ballot-desk.ts';
import { refuseOutsider } from './permissions.ts';
import type { PressPorts } from './press-button.ts';
import { answerKey, privately } from './run-command.ts';

type Press = Extract<ChatEvent, { kind: 'press' }>;
type Reaction = Extract<ChatEvent, { kind: 'reaction' }>;

export interface VotePorts extends ReviewPorts, Pick<PressPorts, 'outbox' | 'posts' | 'contextFor'> {
  readonly desk: BallotDesk;
  readonly speaking: readonly ChatPlatform[];
}

/** A vote by button: counted, and the person alone is told. Throws a `UserError` when it does not count. */
export const voteByButton = (press: Press, ports: VotePorts): void => {
  const [name = '', word = ''] = press.action.argument.split(' ');
  if (flagOfKey(ports.posts.withMessage(press.message)?.key ?? '') !== name) {
    throw new UserError('old-button', undefined);
  }
  const act = parseVoteWord(word);
  const { by, at: actedAt, id: event } = press;
  const counted = castVote({ flag: name, act, via: 'button', voter: by, actedAt, event }, ports);
  const { locale } = ports.contextFor({ event, by, replyTo: press.replyTo });
  ports.outbox.put(answerKey(event), privately(press), voteReceiptCard(counted, act, locale));
  ports.desk.sync();
};

/** What the labels of a flag's dimension require, for the person who asks. */
export const showGuidance = async (press: Press, ports: VotePorts): Promise<void> => {
  const view = ports.reviews.find(press.action.argument);
  if (view === undefined) throw new UserError('unknown-flag', { flag: press.action.argument });
  const { locale } = ports.contextFor({ event: press.id, by: press.by, replyTo: press.replyTo });
  const card = guidanceCard(view.flag.dimension, locale);
  if (press.openWindow !== undefined) await press.openWindow({ card });
  else ports.outbox.put(answerKey(press.id), privately(press), card);
};

/** A vote by reaction; on any message that is no ballot, nothing. Throws a `UserError` when it does not count. */
export const voteByReaction = (reaction: Reaction, ports: VotePorts): void => {
  const flag = flagOfKey(ports.posts.withMessage(reaction.message)?.key ?? '');
  if (flag === undefined) return;
  refuseOutsider(reaction.by);
  const { by, at: actedAt, id: event, emoji, change } = reaction;
  const label = EMOJI_LABELS[emoji];
  const act: VoteAct = change === 'added' ? { kind: 'label', label } : { kind: 'withdrawn', label };
  if (change === 'removed' && !mayMatter({ act, voter: by }, ports.reviews.find(flag))) return;
  castVote({ flag, act, via: 'reaction', voter: by, actedAt, event }, ports);
  ports.desk.sync();
};

/** What never counted, or counts for good, is taken away without a word. */
const mayMatter = (withdrawn: Parameters<typeof takesReactionBack>[0], view: FlagView | undefined): boolean =>
  view?.flag.state === 'open' && (view.flag.reason === 'borderline' || takesReactionBack(withdrawn, view));

/**
 * Reads the reactions of a platform's open borderline ballots, which may have changed while it was out of reach: a lone
 * reaction that is no vote becomes one, and a vote whose reaction is gone is withdrawn.
 */
export const readReactionsAgain = async (
  { id, at, platform: name }: Extract<ChatEvent, { kind: 'reconnected' }>,
  ports: VotePorts,
): Promise<void> => {
  const platform = ports.speaking.find((each) => each.name === name);
  if (platform?.reactionsOn === undefined) return;
  for (const { flag, address } of ports.reviews.openBallots()) {
    const message = ports.posts.find(ballotKey(flag))?.message;
    const view = ports.reviews.find(flag);
    if (address.platform !== name || message == null || view?.flag.reason !== 'borderline') continue;
    const reactions = await readable(platform.reactionsOn(message));
    if (reactions === undefined) continue;
    for (const { voter, act } of missed(view, reactions)) {
      const event = `${id}:${flag}:${voter.id}` as EventId;
      ignoreRefusals(() => castVote({ flag, act, via: 'reaction', voter, actedAt: at, event }, ports));
    }
  }
  ports.desk.sync();
};

/** Undefined where the message is gone, or hidden from the bot: the other ballots are read all the same. */
const readable = async (
  reactions: Promise<readonly ReactionOn[]>,
): Promise<readonly ReactionOn[] | undefined> => {
  try {
    return await reactions;
  } catch (error) {
    const retry = error instanceof PlatformError && ['rate-limited', 'unreachable'].includes(error.code);
    if (!(error instanceof PlatformError) || retry) throw error;
    return undefined;
  }
};

interface Missed {
  readonly voter: UserRef;
  readonly act: VoteAct;
}

const missed = (
  view: FlagView,
  reactions: readonly { readonly emoji: keyof typeof EMOJI_LABELS; readonly by: UserRef }[],
): readonly Missed[] => {
  const people = new Map(
    reactions.flatMap(({ by }) => (by.outside === true ? [] : [[voterId(by), by] as const])),
  );
  const labelsOf = (person: string) =>
    reactions.filter(({ by }) => voterId(by) === person).map(({ emoji }) => EMOJI_LABELS[emoji]);
  const votes = new Map(standingVotes(view.acts).map((vote) => [vote.voter, vote]));
  const added = [...people].flatMap(([person, voter]): readonly Missed[] => {
    const [label, ...others] = labelsOf(person);
    if (label === undefined || others.length > 0 || votes.has(person)) return [];
    return [{ voter, act: { kind: 'label', label } }];
  });
  const removed = [...votes.values()].flatMap((vote): readonly Missed[] => {
    const { act, voter, via, name } = vote;
    if (via !== 'reaction' || act.kind !== 'label' || labelsOf(voter).includes(act.label)) return [];
    const [platform = '', ...id] = voter.split(':');
    const person = { platform, id: id.join(':'), name, groups: [] };
    return [{ voter: person, act: { kind: 'withdrawn', label: act.label } }];
  });
  return [...added, ...removed];
};

/** Nobody waits for an answer: whoever may not vote has been told when it was tried first, or is not told now. */
const ignoreRefusals = (work: () => unknown): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
};
