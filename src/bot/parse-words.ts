import type { Command, OptionSpec, RawInput } from '../commands/command.ts';
import { findCommand, HELP, short } from '../commands/find-command.ts';
import { missingWord } from '../commands/missing-word.ts';
import { chatOptions, usageOf } from '../commands/usage.ts';
import { usageError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { CommandCall } from '../ports/chat-platform.ts';
import { splitWords, type Word } from './split-words.ts';

/** A command with the words that somebody gave it. */
export interface ParsedCall {
  readonly command: Command;
  readonly input: RawInput;
}

/** What somebody asks for in chat; nothing at all asks for help, a group's word alone for its list. Throws a usage error that names the nearest right word. */
export const parseCall = (call: CommandCall, commands: readonly Command[]): ParsedCall =>
  call.kind === 'words' ? parseWords(splitWords(call.text), commands) : parseOptions(call, commands);

const parseWords = (words: readonly Word[], commands: readonly Command[]): ParsedCall => {
  if (words.length === 0 || words[0]?.option?.name === HELP) return parseWords([{ text: HELP }], commands);
  const firstOption = words.findIndex(({ option }) => option !== undefined);
  const texts = words.slice(0, firstOption === -1 ? undefined : firstOption).map(({ text }) => text);
  const { command, taken } = findCommand(texts, commands);
  const rest = words.slice(taken);
  if (rest.some(({ option }) => option?.name === HELP)) {
    return parseWords(
      [HELP, ...texts.slice(0, taken)].map((text) => ({ text })),
      commands,
    );
  }
  return { command, input: readInput(command, rest) };
};

/** Typed options, by name: those of arguments and those that the command line writes with two hyphens. */
const parseOptions = (
  { name, options }: Extract<CommandCall, { kind: 'options' }>,
  commands: readonly Command[],
): ParsedCall => {
  const given = (wanted: string): string | undefined =>
    Object.hasOwn(options, wanted) ? options[wanted] : undefined;
  const { command } = findCommand(name.split(' '), commands);
  const plain = command.arguments.flatMap(({ name: argument, variadic }): readonly Word[] => {
    const text = given(argument);
    if (text === undefined) return [];
    return variadic === true ? splitWords(text).map((word) => ({ text: word.text })) : [{ text }];
  });
  const named = chatOptions(command).flatMap(({ name: option, value }): readonly Word[] => {
    const text = given(option);
    if (text === undefined || (value === undefined && text !== 'true')) return [];
    return [{ text: option, option: { name: option, ...(value === undefined ? {} : { value: text }) } }];
  });
  return { command, input: readInput(command, [...named, ...plain]) };
};

const readInput = (command: Command, words: readonly Word[]): RawInput => {
  const plain: string[] = [];
  const named: [string, string | true][] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) continue;
    if (word.option === undefined || isFreeText(command, plain.length)) {
      plain.push(word.text);
      continue;
    }
    const { name, value } = findOption(word.option.name, command);
    if (value === undefined) {
      if (word.option.value !== undefined) throw usageError('option-without-value', { option: name });
      named.push([name, true]);
      continue;
    }
    const next = words[at + 1];
    const taken = word.option.value ?? (next?.option === undefined ? next?.text : undefined);
    if (taken === undefined) throw usageError('option-needs-value', { option: name, value });
    if (word.option.value === undefined) at += 1;
    named.push([name, taken]);
  }
  return Object.fromEntries([...placed(command, plain), ...named]);
};

/** Whether the next plain word belongs to a text that goes on to the end: dashes in it are the writer's. */
const isFreeText = ({ arguments: specs }: Command, plain: number): boolean => {
  const last = specs.at(-1);
  return last?.kind === 'text' && last.variadic === true && plain >= specs.length - 1;
};

const findOption = (name: string, command: Command): OptionSpec => {
  const known = chatOptions(command);
  const option = known.find((each) => each.name === name);
  if (option !== undefined) return option;
  const names = known.map((each) => `--${each.name}`);
  const nearest = nearestWord(`--${name}`, names);
  throw usageError('unknown-option', {
    command: command.name,
    option: short(`--${name}`),
    nearest,
    known: names,
  });
};

const placed = (command: Command, plain: readonly string[]) => {
  const { arguments: specs } = command;
  const extra = specs.at(-1)?.variadic === true ? undefined : plain[specs.length];
  if (extra !== undefined) throw usageError('word-too-many', { command: command.name, word: short(extra) });
  return specs.flatMap((spec, at): readonly (readonly [string, string | readonly string[]])[] => {
    const rest = plain.slice(at);
    if (rest[0] === undefined && spec.required) throw missingWord(command, spec.name, usageOf(command));
    if (rest[0] === undefined) return [];
    return [[spec.name, spec.variadic === true ? rest : rest[0]]];
  });
};
