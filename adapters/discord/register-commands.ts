import { isDeepStrictEqual } from 'node:util';
import {
  type RESTPostAPIChatInputApplicationCommandsJSONBody as CommandBody,
  type REST,
  Routes,
} from 'discord.js';
import { called } from './errors.ts';

interface Registering {
  readonly rest: REST;
  readonly application: string;
  /** The server in which the command is offered; undefined: in every server of the bot. */
  readonly guild: string | undefined;
  readonly command: CommandBody;
}

/**
 * Registers the command where Discord's differs from it: 200 may be made a day, and what people had open would be
 * refused. Resolves to whether it registered anything.
 */
export const registerCommand = async ({
  rest,
  application,
  guild,
  command,
}: Registering): Promise<boolean> => {
  const route =
    guild === undefined
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guild);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await called<readonly unknown[]>(rest.get(route, { query }));
  if (isDeepStrictEqual(registered.map(essence), [essence(command)])) return false;
  await called(rest.put(route, { body: [command] }));
  return true;
};

/** The keys that we set; Discord adds others, and leaves out what is empty or false. */
const KEYS = [
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'contexts',
  'integration_types',
  'required',
  'autocomplete',
  'min_value',
  'options',
] as const;
const COMMAND_TYPE = 1;

const essence = (command: unknown): unknown => {
  if (typeof command !== 'object' || command === null) return command;
  const given = command as Readonly<Record<string, unknown>>;
  const options = Array.isArray(given['options']) ? given['options'].map(essence) : [];
  const kept = KEYS.flatMap((key) => {
    const value = key === 'options' ? options : given[key];
    const isEmpty = value == null || value === false || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(kept), type: given['type'] ?? COMMAND_TYPE };
};
