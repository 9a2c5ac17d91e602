import type { z } from 'zod';
import type { Card } from '../cards/card.ts';
import type { Field } from '../cards/window.ts';
import { usageError } from '../errors.ts';
import type { FailUnder } from '../flames/fail-under.ts';
import type { Run } from '../flames/run.ts';
import type { ShortPart } from '../flames/select-prompts.ts';
import type { Picture } from '../pictures/picture.ts';
import { firstMistake } from '../problem.ts';
import type { CommandTextKey } from '../texts/commands.ts';
import type { Context } from './context.ts';

/** `shell` is the command line; `chat` is Slack, Discord and the terminal chat. */
export type Surface = 'shell' | 'chat';

/** Rights that the configuration may keep to some people; `anyone` is always allowed. */
export type Permission = 'anyone' | 'evaluate' | 'cancel' | 'export' | 'adjudicate' | 'scorers';

/** What a position takes; a platform with typed options or completion suggests accordingly. */
export type ArgumentKind =
  | 'model'
  | 'run'
  | 'run-or-model'
  | 'subset'
  | 'scorer'
  | 'prompt-set'
  | 'file'
  | 'flag'
  | 'text';

export interface ArgumentSpec {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly required: boolean;
  /** Takes all the words that are left. */
  readonly variadic?: boolean;
}

/** `--name` alone, or with a value when `value` says how to call it. */
export interface OptionSpec {
  readonly name: string;
  readonly value?: string;
  readonly kind?: ArgumentKind;
  /** Only there; absent: wherever the command is. */
  readonly surfaces?: readonly Surface[];
}

/** Words as they came: by argument or option name; a flag that was given is `true`. */
export type RawInput = Readonly<Record<string, string | readonly string[] | true | undefined>>;

/** What a command leaves for its surface to do. */
export type CommandResult =
  /** Show the card, in chat with its pictures under it; `json` is the same as data for `--json`. */
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly json?: unknown;
      readonly exitCode?: 1 | 3;
      /** What the audit log says of it beside the command's name. */
      readonly logged?: string;
      readonly pictures?: readonly Picture[];
    }
  /** Work on the run, following it until it ends, then show its scorecard. */
  | {
      readonly kind: 'run';
      readonly run: Run;
      /** Parts of the subset that asked for more than the prompt set has. */
      readonly short: readonly ShortPart[];
      readonly retryFailed: boolean;
      readonly failUnder?: FailUnder;
      /** The file for a summary in Markdown. */
      readonly summary?: string;
    }
  /** Chat in the terminal until its input ends; `start` takes no pipe. */
  | { readonly kind: 'chat'; readonly needsPerson: boolean }
  /** Give the document as it is: standard output, or a file in chat. */
  | {
      readonly kind: 'document';
      readonly fileName: string;
      readonly parts: Iterable<string>;
      /** The words that make it on the command line, where it may be too large for chat; absent: the command's own. */
      readonly inShell?: string;
    };

export interface Command {
  /** One word, or two for a command in a group: `prompts list`. */
  readonly name: string;
  readonly summary: CommandTextKey;
  readonly surfaces: readonly Surface[];
  readonly permission: Permission;
  /** Whoever asked for the run in its argument `run` may do it without the permission. */
  readonly requesterMay?: true;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** What a window asks for when somebody calls the command without a word, named as the arguments and options are. */
  form?(context: Context): readonly Field[];
  /** Whether `--json` gives data. */
  readonly json: boolean;
  run(input: RawInput, context: Context): Promise<CommandResult>;
}

interface Definition<Input> extends Omit<Command, 'run'> {
  readonly input: z.ZodType<Input>;
  run(input: Input, context: Context): CommandResult | Promise<CommandResult>;
}

/** An option as it is typed, an argument as the usage calls it. */
const inputName = (name: string, { options }: Pick<Command, 'options'>): string =>
  options.some((option) => option.name === name) ? `--${name}` : name.toUpperCase();

/** A command whose words are checked by its schema before it runs; a wrong word is a usage error that names it. */
export const defineCommand = <Input>({ input: schema, run, ...command }: Definition<Input>): Command => ({
  ...command,
  run: async (input, context) => {
    const parsed = schema.safeParse(input, { reportInput: true });
    if (parsed.success) return run(parsed.data, context);
    const { path, missing, ask, problem } = firstMistake(parsed.error);
    const name = String(path[0] ?? '');
    const of = { command: command.name, input: inputName(name, command) };
    throw missing
      ? usageError('input-missing', { ...of, ask })
      : usageError('bad-argument', { ...of, problem });
  },
});
