import { defineTexts } from './locale.ts';

const hint = (nearest: string | undefined): string => (nearest === undefined ? '' : ` Did you mean "${nearest}"?`);
const hintZh = (nearest: string | undefined): string => (nearest === undefined ? '' : `是不是想写“${nearest}”？`);
const list = (items: readonly string[]): string => items.join(', ');
const listZh = (items: readonly string[]): string => items.join('、');

/** Sentences for mistakes: what is wrong, and the mend. */
export const errorTexts = defineTexts({
  en: {
    'unknown-model': ({ name, nearest, known }: { name: string; nearest: string | undefined; known: readonly string[] }) =>
      `There is no model "${name}".${hint(nearest)} Configured models: ${list(known)}.`,
    'unknown-run': ({ id, nearest }: { id: string; nearest: string | undefined }) =>
      `There is no run "${id}".${hint(nearest)} "flames status" lists the runs.`,
  },
  'zh-CN': {
    'unknown-model': ({ name, nearest, known }) => `没有名为“${name}”的模型。${hintZh(nearest)}已配置的模型：${listZh(known)}。`,
    'unknown-run': ({ id, nearest }) => `没有运行“${id}”。${hintZh(nearest)}用 “flames status” 查看所有运行。`,
  },
});
