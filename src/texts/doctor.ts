import { defineTexts } from './locale.ts';

/** What `flames doctor` looks at. */
export const doctorTexts = defineTexts({
  en: {
    configuration: 'configuration',
    workQueue: 'scoring queue',
    database: 'database',
    clock: 'clock',
    model: ({ name }: { name: string }) => `model ${name}`,
    scorer: ({ name }: { name: string }) => `scorer ${name}`,
    defaultScorer: ({ name }: { name: string }) => `who scores when nobody says: ${name}`,
    ownExamples: ({ name }: { name: string }) => `scorer ${name}, its own examples`,
    platform: ({ platform, part }: { platform: string; part: string }) => `${platform}, ${part}`,
    token: 'token',
    connection: 'connection and intents',
    server: 'server and permissions',
    'review-channel': 'review channel',
  },
  'zh-CN': {
    configuration: '配置',
    workQueue: '评分队列',
    database: '数据库',
    clock: '时钟',
    model: ({ name }) => `模型 ${name}`,
    scorer: ({ name }) => `评分器 ${name}`,
    defaultScorer: ({ name }) => `未指明时的评分器：${name}`,
    ownExamples: ({ name }) => `评分器 ${name} 自带的样例`,
    platform: ({ platform, part }) => `${platform}，${part}`,
    token: '令牌',
    connection: '连接与 intents',
    server: '服务器与权限',
    'review-channel': '审核频道',
  },
});
