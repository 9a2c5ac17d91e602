import type { Command as Program } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { UserError } from '../../src/errors.ts';
import { LOCALES } from '../../src/texts/locale.ts';
import { buildProgram, type Call } from './build-program.ts';

const SHELL = COMMANDS.filter(({ surfaces }) => surfaces.includes('shell'));

/** What a call comes to: what it was understood as, or the usage error. */
const call = async (...words: readonly string[]): Promise<Call | UserError> => {
  const calls: Call[] = [];
  try {
    const program = buildProgram(SHELL, 'en', async (each) => void calls.push(each));
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return calls[0] ?? Promise.reject(new Error('nothing was called'));
};

interface Described {
  readonly what: string;
  readonly description: string;
}

const describedIn = (entry: Program, above = ''): readonly Described[] => {
  const name = `${above}${entry.name()}`;
  return [
    { what: name, description: entry.description() },
    ...entry.registeredArguments.map((each) => ({
      what: `${name} <${each.name()}>`,
      description: each.description,
    })),
    ...entry.options.map((each) => ({ what: `${name} ${each.flags}`, description: each.description })),
    ...entry.commands.flatMap((each) => describedIn(each, `${name} `)),
  ];
};

const everything = Object.fromEntries(
  LOCALES.map((locale) => [locale, describedIn(buildProgram(SHELL, locale, async () => undefined))]),
);

describe('the help of the command line', () => {
  it('describes every command, group, argument and option in each language', () => {
    expect(everything['en']?.length).toBeGreaterThan(100);
    const bare = Object.values(everything).flatMap((all) =>
      all.filter(({ description }) => description === ''),
    );
    expect(bare).toEqual([]);
    const untranslated = everything['zh-CN']?.filter(
      ({ description }) => !/\p{Script=Han}/u.test(description),
    );
    expect(untranslated).toEqual([]);
  });
});

describe('words of a shell', () => {
  it('come to a command with its input', async () => {
    expect(await call('evaluate', 'm', 'smoke', '--seed', '3', '--yes', '--json')).toMatchObject({
      command: { name: 'evaluate' },
      input: { model: 'm', subset: ['smoke'], seed: '3', yes: true },
      json: true,
    });
  });

  it.each([
    [['evaluat'], '"evaluat". Did you mean "evaluate"?', '是不是想写“evaluate”'],
    [['schedul'], 'Did you mean "schedule"?', '是不是想写“schedule”'],
    [
      ['review', 'vot'],
      '"review vot". Did you mean "review vote"? "flames help review"',
      '没有命令“review vot”',
    ],
    [['help', 'nonsense'], 'no command "nonsense". "flames help" lists', '没有命令“nonsense”'],
    [['help', 'review', 'vot'], 'Did you mean "review vote"?', '没有命令“review vot”'],
    [['help', 'evalute'], 'Did you mean "evaluate"?', '没有命令“evalute”'],
    [[], '"flames help" lists the commands', '“flames help” 列出全部命令'],
    [['review'], 'flames review list|next|vote', '请写明要做什么'],
    [
      ['compare', 'a'],
      'lacks B (a run or a model, to compare with it). Call it like this: flames compare A B',
      '缺少 B',
    ],
    [['evaluate', 'm', '--sed', '3'], 'no option --sed. Did you mean "--seed"?', '没有选项 --sed'],
    [['evaluate', 'm', '-x'], 'no option -x. It takes --seed', '没有选项 -x'],
    [['--nonsense'], '"flames" has no option --nonsense', '“flames”没有选项'],
    [['evaluate', 'm', '--yes=1'], '--yes takes no value', '--yes 不带值'],
    [['evaluate', 'm', '--seed'], '--seed needs a value: --seed N', '--seed 需要一个值'],
    [['status', 'a', "b'c"], `no use for "b'c"`, `用不上“b'c”`],
  ])('%j are a usage error with the mend, in English and Chinese', async (words, english, chinese) => {
    const error = await call(...words);
    expect(error).toBeInstanceOf(UserError);
    if (!(error instanceof UserError)) return;
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(english);
    expect(error.in('zh-CN')).toContain(chinese);
    expect(error.in('zh-CN')).toMatch(/\p{Script=Han}/u);
  });
});
