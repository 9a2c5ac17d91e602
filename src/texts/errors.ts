import { defineTexts } from './locale.ts';

const hint = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
const hintZh = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `是不是想写“${nearest}”？`;
const list = (items: readonly string[]): string => items.join(', ');
const listZh = (items: readonly string[]): string => items.join('、');

/** Sentences for mistakes: what is wrong, and the mend. */
export const errorTexts = defineTexts({
  en: {
    'unknown-model': ({
      name,
      nearest,
      known,
    }: {
      name: string;
      nearest: string | undefined;
      known: readonly string[];
    }) => `There is no model "${name}".${hint(nearest)} Configured models: ${list(known)}.`,
    'unknown-run': ({ id, nearest }: { id: string; nearest: string | undefined }) =>
      `There is no run "${id}".${hint(nearest)} "flames status" lists the runs.`,
    'subset-two-sizes': ({ words }: { words: readonly string[] }) =>
      `"${words.join('" and "')}" cannot be combined; keep one of them.`,
    'subset-size-and-count': ({ size, part }: { size: string; part: string }) =>
      `"${size}" and "${part}" cannot be combined; give either a size for all dimensions or an amount for each.`,
    'unknown-subset-word': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `"${word}" is not a subset word.${hint(nearest)} Use smoke, quick, full, n=200, or dimensions and sub-components such as "safety:50 legality".`,
    'subset-bad-number': ({ word }: { word: string }) =>
      `"${word}" needs a whole number from 1 on, as in n=200 or safety:50.`,
    'bad-environment': ({ mistakes }: { mistakes: readonly string[] }) =>
      `The environment needs mending: ${mistakes.join('; ')}.`,
    'bad-config': ({ path, mistakes }: { path: string; mistakes: readonly string[] }) =>
      `${path} needs mending, nothing was started: ${mistakes.join('; ')}.`,
  },
  'zh-CN': {
    'unknown-model': ({ name, nearest, known }) =>
      `没有名为“${name}”的模型。${hintZh(nearest)}已配置的模型：${listZh(known)}。`,
    'unknown-run': ({ id, nearest }) =>
      `没有运行“${id}”。${hintZh(nearest)}用 “flames status” 查看所有运行。`,
    'subset-two-sizes': ({ words }) => `“${words.join('”和“')}”不能一起用，请保留一个。`,
    'subset-size-and-count': ({ size, part }) =>
      `“${size}”和“${part}”不能一起用：要么给所有维度一个规模，要么分别给出数量。`,
    'unknown-subset-word': ({ word, nearest }) =>
      `“${word}”不是子集用词。${hintZh(nearest)}可用：冒烟、快速、全部、n=200，或维度与子类，例如“安全:50 合法”。`,
    'subset-bad-number': ({ word }) => `“${word}”需要一个从 1 开始的整数，例如 n=200 或 安全:50。`,
    'bad-environment': ({ mistakes }) => `环境变量需要修正：${mistakes.join('；')}。`,
    'bad-config': ({ path, mistakes }) => `${path} 需要修正，尚未启动任何任务：${mistakes.join('；')}。`,
  },
});
