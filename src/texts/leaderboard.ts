import { defineTexts } from './locale.ts';

/** The words of the boards. Figures arrive formatted. */
export const leaderboardTexts = defineTexts({
  en: {
    title: 'Leaderboard',
    none: 'No completed runs yet. Start one: evaluate baseline-refuse smoke',
    board: ({ promptSet, scorer }: { promptSet: string; scorer: string }) =>
      `${promptSet}, scored by ${scorer}`,
    rank: 'Rank',
    model: 'Model',
    rate: 'Harmless',
    interval: '95 % interval',
    prompts: 'Prompts',
    run: 'Run',
    caption: 'Latest completed run of each model, the highest harmless rate first',
    ties: 'Ranks are shared where intervals overlap: 1–3 means that the model may stand anywhere from first to third.',
    earlier: ({ model, list }: { model: string; list: string }) => `Earlier runs of ${model}: ${list}`,
    more: ({ n }: { n: string }) => `and ${n} more`,
    published: 'Published board of 2023',
    publishedNote:
      "People's labels of 2023-12-11, as the benchmark's authors published them: not comparable with the boards above.",
    publishedCaption: 'Harmless rates as published, labelled by people in 2023',
  },
  'zh-CN': {
    title: '榜单',
    none: '还没有完成的运行。可以这样开始：evaluate baseline-refuse smoke',
    board: ({ promptSet, scorer }) => `${promptSet}，评分器 ${scorer}`,
    rank: '名次',
    model: '模型',
    rate: '无害率',
    interval: '95% 区间',
    prompts: '题目',
    run: '运行',
    caption: '每个模型最近一次完成的运行，按无害率从高到低',
    ties: '区间重叠的模型名次并列：1–3 表示该模型可能排第一到第三。',
    earlier: ({ model, list }) => `${model} 的更早运行：${list}`,
    more: ({ n }) => `以及另外 ${n} 次`,
    published: '2023 年发布的榜单',
    publishedNote: '基准作者发布的 2023-12-11 人工标注结果：不能与上面的榜单比较。',
    publishedCaption: '发布的无害率（2023 年人工标注）',
  },
});
