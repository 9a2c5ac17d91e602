import {
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import { cutText } from '../chat/cut-text.ts';
import { called } from './errors.ts';
import { LIMITS } from './limits.ts';
import { neutraliseLine } from './neutralise.ts';

/** One interaction, which takes one response within 3 seconds. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
}

const respond = (rest: REST, { id, token }: Interaction, body: unknown): Promise<unknown> =>
  called(rest.post(Routes.interactionCallback(id, token), { body, auth: false }));

/** The person alone is shown that the bot is thinking. */
export const deferCommand = (rest: REST, interaction: Interaction): Promise<unknown> =>
  respond(rest, interaction, {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: { flags: MessageFlags.Ephemeral },
  });

/** Nothing changes for the person who pressed. */
export const deferPress = (rest: REST, interaction: Interaction): Promise<unknown> =>
  respond(rest, interaction, { type: InteractionResponseType.DeferredMessageUpdate });

interface Choice {
  readonly name: string;
  readonly about?: string;
}

/** What may stand where somebody is typing; a name that Discord cannot carry whole is left out. */
export const suggest = (
  rest: REST,
  interaction: Interaction,
  suggestions: readonly Choice[],
): Promise<unknown> => {
  const choices = suggestions
    .filter(({ name }) => name !== '' && name.length <= LIMITS.choice)
    .slice(0, LIMITS.choices)
    .map(({ name, about }): APIApplicationCommandOptionChoice<string> => {
      const shown = about === undefined ? name : `${name} · ${about}`;
      return { name: cutText(neutraliseLine({ kind: 'foreign', text: shown }), LIMITS.choice), value: name };
    });
  return respond(rest, interaction, {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  });
};
