import { defineTexts } from './locale.ts';

/** Words of the terminal chat itself. */
export const terminalTexts = defineTexts({
  en: {
    hidden: ({ characters }: { characters: string }) => `(hidden: ${characters} characters)`,
    hiddenUntil: ({ characters, message }: { characters: string; message: number }) =>
      `(hidden: ${characters} characters; type \`show ${message}\`)`,
  },
  'zh-CN': {
    hidden: ({ characters }) => `（已隐藏：${characters} 个字符）`,
    hiddenUntil: ({ characters, message }) =>
      `（已隐藏：${characters} 个字符；输入 \`show ${message}\` 查看）`,
  },
});
