import { defineTexts } from '../locale.ts';
import type { Sayable } from '../problems.ts';
import { hint, hintZh, list, listZh } from './phrases.ts';

/** Words that no command understands, or not from this person. */
export const wordsErrors = defineTexts({
  en: {
    'bad-argument': ({ command, input, problem }: { command: string; input: string; problem: Sayable }) =>
      `"${command}" cannot use its ${input}: ${problem.in('en')}. "flames ${command} --help" shows how it is called.`,
    'input-missing': ({ command, input, ask }: { command: string; input: string; ask: Sayable }) =>
      `"${command}" needs its ${input}: ${ask.in('en')}. "flames ${command} --help" shows how it is called.`,
    'no-command': () => 'Say what to do; "flames help" lists the commands.',
    'no-command-of-group': ({ group, known }: { group: string; known: readonly string[] }) =>
      `Say what to do: flames ${group} ${known.join('|')}; "flames help ${group}" says what each does.`,
    'unknown-command': ({
      word,
      nearest,
      help,
    }: {
      word: string;
      nearest: string | undefined;
      help: string;
    }) => `There is no command "${word}".${hint(nearest)} "${help}" lists what can be done here.`,
    'command-elsewhere': ({ name }: { name: string }) =>
      `"${name}" works on the command line only: flames ${name}.`,
    'unknown-option': ({
      command,
      option,
      nearest,
      known,
    }: {
      command: string;
      option: string;
      nearest: string | undefined;
      known: readonly string[];
    }) =>
      `"${command}" has no option ${option}.${hint(nearest)} ${known.length === 0 ? 'It takes none here.' : `It takes ${list(known)}.`}`,
    'option-needs-value': ({ option, value }: { option: string; value: string }) =>
      `--${option} needs a value: --${option} ${value}.`,
    'option-without-value': ({ option }: { option: string }) => `--${option} takes no value.`,
    'word-missing': ({
      command,
      argument,
      what,
      usage,
    }: {
      command: string;
      argument: string;
      what: Sayable;
      usage: string;
    }) => `"${command}" lacks ${argument} (${what.in('en')}). Call it like this: ${usage}`,
    'word-too-many': ({ command, word }: { command: string; word: string }) =>
      `"${command}" has no use for "${word}"; leave it out.`,
    'not-permitted': ({ permission }: { permission: string }) =>
      `You may not do that here: permissions.${permission} in the configuration names those who may.`,
  },
  'zh-CN': {
    'bad-argument': ({ command, input, problem }) =>
      `“${command}”无法使用 ${input}：${problem.in('zh-CN')}。用法见 “flames ${command} --help”。`,
    'input-missing': ({ command, input, ask }) =>
      `“${command}”缺少 ${input}：${ask.in('zh-CN')}。用法见 “flames ${command} --help”。`,
    'no-command': () => '请写明要做什么；“flames help” 列出全部命令。',
    'no-command-of-group': ({ group, known }) =>
      `请写明要做什么：flames ${group} ${known.join('|')}；“flames help ${group}” 说明各自的用途。`,
    'unknown-command': ({ word, nearest, help }) =>
      `没有命令“${word}”。${hintZh(nearest)}输入 “${help}” 查看这里可用的命令。`,
    'command-elsewhere': ({ name }) => `“${name}”只能在命令行使用：flames ${name}。`,
    'unknown-option': ({ command, option, nearest, known }) =>
      `“${command}”没有选项 ${option}。${hintZh(nearest)}${known.length === 0 ? '它在这里没有选项。' : `可用：${listZh(known)}。`}`,
    'option-needs-value': ({ option, value }) => `--${option} 需要一个值：--${option} ${value}。`,
    'option-without-value': ({ option }) => `--${option} 不带值。`,
    'word-missing': ({ command, argument, what, usage }) =>
      `“${command}”缺少 ${argument}（${what.in('zh-CN')}）。写法：${usage}`,
    'word-too-many': ({ command, word }) => `“${command}”用不上“${word}”，请去掉。`,
    'not-permitted': ({ permission }) =>
      `你在这里没有这个权限：配置中的 permissions.${permission} 列出了有权限的人。`,
  },
});
