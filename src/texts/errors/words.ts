import { defineTexts } from '../locale.ts';
import { hint, hintZh, list, listZh } from './phrases.ts';

/** Words that no command understands, or not from this person. */
export const wordsErrors = defineTexts({
  en: {
    'bad-argument': ({
      command,
      argument,
      problem,
    }: {
      command: string;
      argument: string;
      problem: string;
    }) =>
      `"${command}" cannot use its ${argument === '' ? 'words' : `"${argument}"`}: ${problem}. "flames ${command} --help" shows how it is called.`,
    'bad-call': ({ problem }: { problem: string }) => problem,
    'unknown-command': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `There is no command "${word}".${hint(nearest)} "help" lists what can be done here.`,
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
      `"${command}" has no option --${option}.${hint(nearest && `--${nearest}`)} ${known.length === 0 ? 'It takes none here.' : `It takes ${list(known.map((name) => `--${name}`))}.`}`,
    'option-needs-value': ({ option, value }: { option: string; value: string }) =>
      `--${option} needs a value: --${option} ${value}.`,
    'option-without-value': ({ option }: { option: string }) => `--${option} takes no value.`,
    'word-missing': ({ command, argument, usage }: { command: string; argument: string; usage: string }) =>
      `"${command}" needs its ${argument}: ${usage}`,
    'word-too-many': ({ command, word }: { command: string; word: string }) =>
      `"${command}" has no use for "${word}"; leave it out.`,
    'not-permitted': ({ permission }: { permission: string }) =>
      `You may not do that here: permissions.${permission} in the configuration names those who may.`,
  },
  'zh-CN': {
    'bad-argument': ({ command, argument, problem }) =>
      `“${command}”无法使用${argument === '' ? '给出的词' : `“${argument}”`}：${problem}。用法见 “flames ${command} --help”。`,
    'bad-call': ({ problem }) => problem,
    'unknown-command': ({ word, nearest }) =>
      `没有命令“${word}”。${hintZh(nearest)}输入 “help” 查看这里可用的命令。`,
    'command-elsewhere': ({ name }) => `“${name}”只能在命令行使用：flames ${name}。`,
    'unknown-option': ({ command, option, nearest, known }) =>
      `“${command}”没有选项 --${option}。${hintZh(nearest && `--${nearest}`)}${known.length === 0 ? '它在这里没有选项。' : `可用：${listZh(known.map((name) => `--${name}`))}。`}`,
    'option-needs-value': ({ option, value }) => `--${option} 需要一个值：--${option} ${value}。`,
    'option-without-value': ({ option }) => `--${option} 不带值。`,
    'word-missing': ({ command, argument, usage }) => `“${command}”缺少 ${argument}：${usage}`,
    'word-too-many': ({ command, word }) => `“${command}”用不上“${word}”，请去掉。`,
    'not-permitted': ({ permission }) =>
      `你在这里没有这个权限：配置中的 permissions.${permission} 列出了有权限的人。`,
  },
});
