import { defineTexts } from './locale.ts';

/** What a window asks for. */
export const formTexts = defineTexts({
  en: {
    model: 'Model',
    subset: 'Prompts',
    subsetHint:
      'smoke (2 a dimension), quick (20 a dimension), full, n=200, or words like "safety:50 legality". A prompt set may come first.',
    scorer: 'Scorer',
    submit: 'Start',
  },
  'zh-CN': {
    model: '模型',
    subset: '题目',
    subsetHint:
      '冒烟（每个维度 2 题）、快速（每个维度 20 题）、全部、n=200，或如“安全:50 合法”。前面可以写题集名。',
    scorer: '评分器',
    submit: '开始',
  },
});
