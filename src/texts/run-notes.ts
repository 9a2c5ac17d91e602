import { defineTexts } from './locale.ts';

const minutes = (ms: number): number => Math.ceil(ms / 60_000);

/** Why a run ended as it did, one sentence each; stored with the run and shown on its card. */
export const runNoteTexts = defineTexts({
  en: {
    stopped: 'Stopped on request; it can be resumed.',
    cancelled: 'Cancelled on request.',
    'endpoint-dead': ({ failure, detail }: { failure: string; detail: string }) =>
      `The endpoint did not work (${failure}): ${detail} Mend it and resume the run.`,
    'run-cap': ({ usd }: { usd: string }) =>
      `The cost limit of a run (${usd}) is reached; raise limits.costPerRunUsd and resume the run.`,
    'day-cap': ({ usd }: { usd: string }) =>
      `The cost limit of a day (${usd}) is reached; resume the run later, or raise limits.costPerDayUsd.`,
    'long-wait': ({ ms }: { ms: number }) =>
      `The endpoint asks to wait ${minutes(ms)} minutes; resume the run then.`,
    'scorer-broken': ({ detail }: { detail: string }) =>
      `The scorer broke: ${detail} The responses are kept; resuming the run scores them.`,
    'nothing-obtained': ({ failure, detail }: { failure: string; detail: string }) =>
      `No prompt was answered (${failure}): ${detail}`,
    broken: 'The bot itself broke; what was obtained is kept, and the log has the cause.',
  },
  'zh-CN': {
    stopped: '已按要求停止，可以继续运行。',
    cancelled: '已按要求取消。',
    'endpoint-dead': ({ failure, detail }) => `模型端点无法使用（${failure}）：${detail} 修复后可继续运行。`,
    'run-cap': ({ usd }) => `已达到单次运行的费用上限（${usd}）；调高 limits.costPerRunUsd 后可继续运行。`,
    'day-cap': ({ usd }) => `已达到每日费用上限（${usd}）；请稍后继续运行，或调高 limits.costPerDayUsd。`,
    'long-wait': ({ ms }) => `端点要求等待 ${minutes(ms)} 分钟；届时可继续运行。`,
    'scorer-broken': ({ detail }) => `评分器出错：${detail} 回复已保存，继续运行时会评分。`,
    'nothing-obtained': ({ failure, detail }) => `没有任何提示得到回答（${failure}）：${detail}`,
    broken: '机器人自身出错；已获得的内容均已保存，原因见日志。',
  },
});
