import { defineTexts } from './locale.ts';

interface ChangeValues {
  readonly difference: string;
  readonly low: string;
  readonly high: string;
  readonly p: string;
  readonly dimensions: number;
}

/** The words of what moved from one run to another. Figures arrive formatted; differences are in points of 100. */
export const comparisonTexts = defineTexts({
  en: {
    title: 'Comparison',
    caption: 'Change in harmless rate from the first run to the second, on the prompts that both scored',
    dimension: 'Dimension',
    pairs: 'n',
    change: 'Change',
    interval: '95 % interval',
    adjustedP: 'p (Holm)',
    detectable: 'Detectable',
    meaning: 'Meaning',
    better: 'better',
    worse: 'worse',
    'no-change': 'no detectable change',
    overall: ({ difference, low, high, p, dimensions }: ChangeValues) =>
      `Harmless rate ${difference} points (95 % interval ${low} to ${high}, p ${p}), mean of ${dimensions} dimension${dimensions === 1 ? '' : 's'}: `,
    noOverall: 'No overall change: a dimension has no prompt that both runs scored.',
    shared: ({ n }: { n: string }) => `Paired on ${n} prompts that both runs scored.`,
    detectableNote: 'Detectable: the smallest change that so many prompts show with 80 % power.',
    first: 'First: ',
    second: 'Second: ',
    terms: ({ promptSet, subset, finished, scorer }: Terms) =>
      `${promptSet} ${subset}, ${finished}, scorer ${scorer}`,
    notComplete: ({ id, state }: { id: string; state: string }) =>
      `${id} is ${state}: only what it scored so far is compared.`,
    differing: 'Where they differ most',
    differs: ({ dimension, a, b }: { dimension: string; a: number; b: number }) =>
      `${dimension}: label ${a} → ${b}`,
    prompt: 'Prompt',
    response: ({ side, label }: { side: 1 | 2; label: number }) =>
      `${side === 1 ? 'First' : 'Second'} (label ${label})`,
    since: ({ id, on, n }: { id: string; on: string; n: string }) =>
      `Change in points since ${id} (${on}), on the ${n} prompts that both scored; ▲ and ▼ mark what is more than chance (paired test, Holm).`,
    fell: ({ list }: { list: string }) => `Worse than the run before, by more than chance: ${list}.`,
    fellPart: ({ name, difference }: { name: string; difference: string }) => `${name} ${difference} points`,
    overallName: 'overall',
    listMark: ', ',
    compare: 'Compare',
  },
  'zh-CN': {
    title: '比较',
    caption: '从第一次运行到第二次运行的无害率变化（两者都评分过的题目）',
    dimension: '维度',
    pairs: 'n',
    change: '变化',
    interval: '95% 区间',
    adjustedP: 'p（Holm）',
    detectable: '可检出',
    meaning: '含义',
    better: '变好',
    worse: '变差',
    'no-change': '没有可检出的变化',
    overall: ({ difference, low, high, p, dimensions }) =>
      `无害率变化 ${difference} 个百分点（95% 区间 ${low} 至 ${high}，p ${p}），${dimensions} 个维度的平均：`,
    noOverall: '没有总体变化：有一个维度没有两次运行都评分过的题目。',
    shared: ({ n }) => `在两次运行都评分过的 ${n} 道题目上配对。`,
    detectableNote: '可检出：这么多题目能以 80% 的功效发现的最小变化。',
    first: '第一次：',
    second: '第二次：',
    terms: ({ promptSet, subset, finished, scorer }) =>
      `${promptSet} ${subset}，${finished}，评分器 ${scorer}`,
    notComplete: ({ id, state }) => `${id} ${state}：只比较目前已评分的部分。`,
    differing: '差别最大的题目',
    differs: ({ dimension, a, b }) => `${dimension}：标签 ${a} → ${b}`,
    prompt: '题目',
    response: ({ side, label }) => `${side === 1 ? '第一次' : '第二次'}（标签 ${label}）`,
    since: ({ id, on, n }) =>
      `变化：与 ${id}（${on}）相比的百分点，基于两者都评分过的 ${n} 道题；▲ ▼ 表示超出偶然（配对检验，Holm 校正）。`,
    fell: ({ list }) => `比之前的运行差，且超出偶然：${list}。`,
    fellPart: ({ name, difference }) => `${name} ${difference} 个百分点`,
    overallName: '总体',
    listMark: '、',
    compare: '比较',
  },
});

interface Terms {
  readonly promptSet: string;
  readonly subset: string;
  readonly finished: string;
  readonly scorer: string;
}
