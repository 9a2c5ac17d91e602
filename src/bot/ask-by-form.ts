import type { Card } from '../cards/card.ts';
import type { Window } from '../cards/window.ts';
import type { Command } from '../commands/command.ts';
import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import type { ChatEvent, CommandCall } from '../ports/chat-platform.ts';
import { summaryTexts } from '../texts/commands.ts';
import { formTexts } from '../texts/form.ts';
import { type ParsedCall, parseCall } from './parse-words.ts';
import { splitWords } from './split-words.ts';

type FormCommand = Command & Required<Pick<Command, 'form'>>;
const hasForm = (command: Command): command is FormCommand => command.form !== undefined;

/** The command that was called by its name alone and has a form to ask for the rest. */
export const calledBare = (call: CommandCall, commands: readonly Command[]): FormCommand | undefined => {
  const given = call.kind === 'options' ? Object.keys(call.options).length : 0;
  const name =
    call.kind === 'options'
      ? call.name
      : splitWords(call.text)
          .map(({ text }) => text)
          .join(' ');
  return given > 0 ? undefined : commands.filter(hasForm).find((each) => each.name === name.toLowerCase());
};

/** The window that asks for what a command needs. */
export const formWindow = (command: FormCommand, context: Context): Window => {
  const { locale } = context;
  const card: Card = {
    kind: 'help',
    locale,
    title: [`/flames ${command.name}`],
    blocks: [{ kind: 'text', line: [summaryTexts[locale][command.summary]] }],
  };
  return {
    card,
    form: { name: command.name, submit: formTexts[locale].submit, fields: command.form(context) },
  };
};

/** The call that a form's values make. Throws a `UserError` for a form that nobody has any more, and as `parseCall` does. */
export const callOfForm = (
  { form, values }: Extract<ChatEvent, { kind: 'form' }>,
  commands: readonly Command[],
): ParsedCall => {
  const known = commands.filter(hasForm).some(({ name }) => name === form);
  if (!known) throw new UserError('old-button', undefined);
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return parseCall({ kind: 'options', name: form, options: Object.fromEntries(filled) }, commands);
};
