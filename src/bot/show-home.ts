import { type Home, homeCard } from '../cards/home-card.ts';
import type { Command } from '../commands/command.ts';
import type { Context } from '../commands/context.ts';
import { type ChatEvent, directChannel } from '../ports/chat-platform.ts';
import { mayVote } from '../review/cast-vote.ts';
import { waitingFlags } from '../review/waiting-flags.ts';
import type { CommandPorts } from './run-command.ts';

const RUNS_SHOWN = 5;
/** Among so many newest runs the person's own are looked for. */
const RUNS_READ = 200;
const WAITING_SHOWN = 5;

/** Shows a person's page as it is now. */
export const showHome = async (
  { id, by, at, show }: Extract<ChatEvent, { kind: 'home' }>,
  ports: CommandPorts & { readonly commands: readonly Command[] },
): Promise<void> => {
  const { platform } = by;
  const replyTo = { kind: 'direct', platform, channel: directChannel(by.id), person: by.id } as const;
  const context = ports.contextFor({ event: id, by, replyTo, at });
  await show(homeCard(homeOf(context, ports.commands), context.locale));
};

const homeOf = (context: Context, commands: readonly Command[]): Home => {
  const waiting = waitingForVote(context);
  return {
    runs: ownRuns(context),
    waiting: waiting.slice(0, WAITING_SHOWN),
    moreWait: waiting.length > WAITING_SHOWN,
    offers: commands
      .filter(({ surfaces }) => surfaces.includes('chat'))
      .map((command) => ({ command, permitted: context.may(command.permission) })),
  };
};

const ownRuns = ({ runs, by }: Context): Home['runs'] =>
  runs
    .list({ limit: RUNS_READ })
    .filter(({ requestedBy }) => requestedBy.platform === by.platform && requestedBy.id === by.id)
    .slice(0, RUNS_SHOWN)
    .map((run) => ({ run, done: runs.countDone(run.id) }));

/** One more than is shown, at most. */
const waitingForVote = ({ reviews, config, by, groups }: Context): Home['waiting'] => {
  const voter = { ...by, groups };
  const found: Home['waiting'][number][] = [];
  for (const view of waitingFlags(voter, reviews, { elsewhere: false })) {
    if (mayVote(voter, view, config.review)) found.push(view);
    if (found.length > WAITING_SHOWN) break;
  }
  return found;
};
