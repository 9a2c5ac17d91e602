import { VOTE } from '../cards/ballot-card.ts';
import { UserError } from '../errors.ts';
import type { ChatEvent } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';

type Answerable = Extract<ChatEvent, { kind: 'command' | 'press' | 'form' }>;

/** What was asked of an earlier process longer ago than this is not begun any more: things have gone on without it. */
const TOO_LATE_MS = 3_600_000;

/** Throws a `UserError` for what an earlier process left too long ago; a vote is a vote as long as its ballot is open. */
export const refuseTooLate = (event: Answerable, { clock }: { readonly clock: Clock }): void => {
  if (event.leftOver !== true || clock.now().getTime() - event.at.getTime() < TOO_LATE_MS) return;
  if (event.kind === 'press' && event.action.name === VOTE) return;
  throw new UserError('asked-too-long-ago', { what: wordsOf(event) });
};

/** What somebody asked for, as they would type it. */
const wordsOf = (event: Answerable): string => {
  switch (event.kind) {
    case 'press':
      return `${event.action.name} ${event.action.argument}`.trim();
    case 'form':
      return ['/flames', event.form, ...Object.values(event.values)].join(' ');
    case 'command': {
      const { call } = event;
      return call.kind === 'words'
        ? `/flames ${call.text}`
        : ['/flames', call.name, ...Object.values(call.options)].join(' ');
    }
  }
};
