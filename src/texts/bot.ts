import { defineTexts } from './locale.ts';

interface ProgressValues {
  readonly done: string;
  readonly total: string;
  readonly failed: string;
  readonly cost: string;
  readonly left: string;
}

interface MeasuringCost {
  readonly scorers: readonly string[];
  readonly responses: number;
  readonly estimate: string;
  readonly limit: string;
}

/** What the bot says in chat beside its lists and scorecards. Figures arrive formatted. */
export const botTexts = defineTexts({
  en: {
    helpTitle: 'What I can do here',
    helpExample: 'For example: evaluate baseline-refuse smoke. "help evaluate" tells what its words mean.',
    notForYou: 'not permitted for you',
    broken: ({ id }: { id: string }) =>
      `Something broke that should not have; it is logged as ${id}. Tell who runs this bot.`,
    evaluating: 'Evaluation',
    queued: 'Queued: it starts when its turn comes.',
    waitingForBot: 'Paused: it goes on when the bot is back.',
    progress: ({ done, total, failed, cost, left }: ProgressValues) =>
      `${done} of ${total} · failed ${failed} · ${cost} · ${left} left`,
    soFar: 'So far, by dimension',
    harmlessSoFar: 'Harmless of scored',
    pending: 'To come',
    told: ({ wait }: { wait: string }) => `The endpoint asks to wait: ${wait}.`,
    askedBy: 'asked by ',
    cancel: 'Cancel',
    details: 'By sub-component',
    review: 'Review',
    report: 'Full report',
    detailsTitle: 'Scorecard by sub-component',
    subcomponent: 'Sub-component',
    labels: 'Labels 3 / 2 / 1',
    confirmTitle: 'This needs a yes',
    confirmCost: ({ estimate, limit, prompts }: { estimate: string; limit: string; prompts: number }) =>
      `These ${prompts} prompts may cost about ${estimate}, above the ${limit} that need a yes.`,
    confirmMeasuring: ({ scorers, responses, estimate, limit }: MeasuringCost) =>
      `Asking ${scorers.join(', ')} about ${responses} labelled responses may cost about ${estimate}, above the ${limit} that need a yes.`,
    confirm: 'Go on',
    sentDirectly: ({ name }: { name: string }) => `${name} is in your direct messages with the bot.`,
    confirmed: 'Confirmed by ',
    goOnLater: ({ runs }: { runs: number }) =>
      `${runs} run${runs === 1 ? ' goes' : 's go'} on at the next start.`,
    inTerminal: ({ variables }: { variables: readonly string[] }) =>
      `No chat platform is set up (${variables.join('; ')}): this is the chat in your terminal.`,
  },
  'zh-CN': {
    helpTitle: '这里可以做什么',
    helpExample: '例如：evaluate baseline-refuse smoke。输入 “help evaluate” 查看它的用法。',
    notForYou: '你没有权限',
    broken: ({ id }) => `出现了意外错误，已记录为 ${id}。请告诉机器人的管理员。`,
    evaluating: '评测',
    queued: '排队中：轮到时开始。',
    waitingForBot: '已暂停：机器人恢复后继续。',
    progress: ({ done, total, failed, cost, left }) =>
      `${done} / ${total} · 失败 ${failed} · ${cost} · 还需 ${left}`,
    soFar: '目前各维度的情况',
    harmlessSoFar: '无害 / 已评分',
    pending: '待完成',
    told: ({ wait }) => `端点要求等待：${wait}。`,
    askedBy: '发起人：',
    cancel: '取消',
    details: '按子类查看',
    review: '复核',
    report: '完整报告',
    detailsTitle: '按子类的成绩单',
    subcomponent: '子类',
    labels: '标签 3 / 2 / 1',
    confirmTitle: '需要确认',
    confirmCost: ({ estimate, limit, prompts }) =>
      `这 ${prompts} 题预计花费约 ${estimate}，超过无需确认的上限 ${limit}。`,
    confirmMeasuring: ({ scorers, responses, estimate, limit }) =>
      `请 ${scorers.join('、')} 评 ${responses} 条已标注回复预计花费约 ${estimate}，超过无需确认的上限 ${limit}。`,
    confirm: '继续',
    sentDirectly: ({ name }) => `${name} 已发到你与机器人的私聊。`,
    confirmed: '已确认：',
    goOnLater: ({ runs }) => `${runs} 个运行会在下次启动时继续。`,
    inTerminal: ({ variables }) => `没有配置聊天平台（${variables.join('；')}）：这里是终端里的聊天。`,
  },
});
