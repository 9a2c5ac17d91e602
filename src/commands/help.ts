import { z } from 'zod';
import { commandHelpCard, helpCard, type Offer } from '../cards/help-card.ts';
import { type Command, defineCommand } from './command.ts';
import { findCommand, HELP } from './find-command.ts';

/** What can be done in chat, and what of it the person may do; of a command or a group alone what it takes. */
export const createHelp = (commands: () => readonly Command[]): Command =>
  defineCommand({
    name: HELP,
    summary: 'help',
    surfaces: ['chat'],
    permission: 'anyone',
    arguments: [{ name: 'command', kind: 'text', required: false, variadic: true }],
    options: [],
    json: false,
    input: z.object({ command: z.array(z.string()).default([]) }),
    run: ({ command: words }, { surface, locale, may }) => {
      const toOffer = (command: Command): Offer => ({ command, permitted: may(command.permission) });
      const offered = commands().filter(({ surfaces }) => surfaces.includes(surface));
      const group = `${words.join(' ').toLowerCase()} `;
      const shown = words.length === 0 ? offered : offered.filter(({ name }) => name.startsWith(group));
      const card =
        shown.length > 0
          ? helpCard(shown.map(toOffer), locale)
          : commandHelpCard(toOffer(findCommand(words, commands()).command), locale);
      return { kind: 'card', card };
    },
  });
