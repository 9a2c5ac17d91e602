import { defineTexts } from './locale.ts';

/** The page that a platform keeps for one person. */
export const homeTexts = defineTexts({
  en: {
    title: 'Flames bot',
    runs: 'Your runs',
    noRuns: 'You have not asked for a run yet: /flames evaluate starts one.',
    waiting: 'Ballots that wait for you',
    nothingWaits: 'Nothing waits for a vote of yours.',
    howToVote: 'Vote on their messages, or call /flames review next.',
    moreWait: 'More wait: vote on their messages, or call /flames review next.',
    mayDo: 'What you may do',
  },
  'zh-CN': {
    title: 'Flames 机器人',
    runs: '你的运行',
    noRuns: '你还没有发起过运行：用 /flames evaluate 开始。',
    waiting: '等你投票',
    nothingWaits: '没有等你投票的内容。',
    howToVote: '在各自的消息上投票，或输入 /flames review next。',
    moreWait: '还有更多：在各自的消息上投票，或输入 /flames review next。',
    mayDo: '你可以做什么',
  },
});
