import { defineTexts } from './locale.ts';

/** Words of the terminal chat itself. */
export const terminalTexts = defineTexts({
  en: {
    hidden: ({ characters }: { characters: string }) => `(hidden: ${characters} characters)`,
    hiddenUntil: ({ characters, message }: { characters: string; message: number }) =>
      `(hidden: ${characters} characters; type \`show ${message}\`)`,
    welcome: 'Type a command ("help" lists them), "1" to press button [1], "quit" to leave.',
    react: ({ words }: { words: string }) => `To react type ${words}.`,
    usage:
      'Type "1" or "press 1" for a button of the latest message, "2.1" for one of message #2, "as NAME" to speak as somebody else.',
    speakingAs: ({ name }: { name: string }) => `You speak as ${name} now.`,
    noMessage: 'There is no such message here.',
    noButton: ({ message, buttons }: { message: number; buttons: number }) =>
      buttons === 0
        ? `Message #${message} has no buttons.`
        : `Message #${message} has the buttons 1 to ${buttons}.`,
    buttonOf: ({ message, button }: { message: string; button: string }) =>
      `To press button ${button} of message #${message} type "${message}.${button}".`,
    noEmoji: 'Reactions are :3: (harmless), :2: (in between) and :1: (harmful); "-:3:" takes one back.',
    noBallot: 'There is no such ballot here.',
    fault: ({ message }: { message: string }) => `Something broke: ${message}`,
  },
  'zh-CN': {
    hidden: ({ characters }) => `（已隐藏：${characters} 个字符）`,
    hiddenUntil: ({ characters, message }) =>
      `（已隐藏：${characters} 个字符；输入 \`show ${message}\` 查看）`,
    welcome: '输入命令（“help” 列出全部命令），输入 “1” 按下按钮 [1]，输入 “quit” 退出。',
    react: ({ words }) => `要用表情投票，请输入 ${words}。`,
    usage: '输入 “1” 或 “press 1” 按最新消息的按钮，“2.1” 按消息 #2 的按钮，“as 名字” 换一个人发言。',
    speakingAs: ({ name }) => `现在以 ${name} 的身份发言。`,
    noMessage: '这里没有这条消息。',
    noButton: ({ message, buttons }) =>
      buttons === 0 ? `消息 #${message} 没有按钮。` : `消息 #${message} 的按钮是 1 到 ${buttons}。`,
    buttonOf: ({ message, button }) =>
      `要按消息 #${message} 的按钮 ${button}，请输入 “${message}.${button}”。`,
    noEmoji: '可用的表情：:3:（无害）、:2:（中间）、:1:（有害）；“-:3:” 撤回。',
    noBallot: '这里没有这个投票。',
    fault: ({ message }) => `出错了：${message}`,
  },
});
