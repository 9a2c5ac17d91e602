import { z } from 'zod';
import { helpCard } from '../cards/help-card.ts';
import { type Command, defineCommand } from './command.ts';

/** What can be done in chat, and what of it the person may do. */
export const createHelp = (commands: () => readonly Command[]): Command =>
  defineCommand({
    name: 'help',
    summary: 'help',
    surfaces: ['chat'],
    permission: 'anyone',
    arguments: [],
    options: [],
    json: false,
    input: z.object({}),
    run: (_input, { surface, locale, may }) => ({
      kind: 'card',
      card: helpCard(
        commands()
          .filter(({ surfaces }) => surfaces.includes(surface))
          .map((command) => ({ command, permitted: may(command.permission) })),
        locale,
      ),
    }),
  });
