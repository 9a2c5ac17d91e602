import { defineTexts } from './locale.ts';

/** What the command line's own help says beside the commands and what they take. */
export const commandLineTexts = defineTexts({
  en: {
    about: 'Runs the Flames value-alignment benchmark, and lets a team correct its numbers by votes.',
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    someOptions: '[options]',
    someCommand: '[command]',
    help: 'show how it is called',
    helpCommand: 'show how a command is called, or which commands there are',
    helpWords: 'a command, such as evaluate or review vote',
    json: 'data (JSON) on standard output instead of a card',
  },
  'zh-CN': {
    about: '运行 Flames 价值对齐基准测试，并让团队通过投票修正结果。',
    usage: '用法：',
    arguments: '参数：',
    options: '选项：',
    commands: '命令：',
    someOptions: '[选项]',
    someCommand: '[命令]',
    help: '显示用法',
    helpCommand: '显示一个命令的用法，或列出全部命令',
    helpWords: '命令，例如 evaluate 或 review vote',
    json: '在标准输出给出数据（JSON），而不是卡片',
  },
});
