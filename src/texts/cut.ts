import { defineTexts } from './locale.ts';

/** Words of chat platforms around what they hide or cannot show whole. */
export const cutTexts = defineTexts({
  en: {
    show: ({ title, characters }: { title: string; characters: string }) => `Show: ${title} (${characters})`,
    showAll: 'Show all of it',
    showPart: ({ part }: { part: number }) => `Show part ${part}`,
    showRest: ({ part }: { part: number }) => `Show part ${part} and the rest`,
    here: 'Here:',
    understood: 'Understood. The answer follows, or the message that it is about changes.',
    tooLong: ({ characters }: { characters: string }) =>
      `Cut here: ${characters} more characters; an export has all of them.`,
    close: 'Close',
  },
  'zh-CN': {
    show: ({ title, characters }) => `显示：${title}（${characters}）`,
    showAll: '显示全部',
    showPart: ({ part }) => `显示第 ${part} 部分`,
    showRest: ({ part }) => `显示第 ${part} 部分及其后`,
    here: '在这里：',
    understood: '收到。回复稍后出现，或相关的消息会随之更新。',
    tooLong: ({ characters }) => `此处截断：还有 ${characters} 个字符；导出的文件里有全文。`,
    close: '关闭',
  },
});
