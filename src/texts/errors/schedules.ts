import { defineTexts } from '../locale.ts';
import { hint, hintZh } from './phrases.ts';

/** What goes wrong with schedules and digests. */
export const schedulesErrors = defineTexts({
  en: {
    'bad-channel': ({ words }: { words: string }) =>
      `"${words}" is no channel. Write platform and id, such as slack:C0123456789.`,
    'schedule-still-runs': ({ id, model }: { id: string; model: string }) =>
      `${id} of ${model} still runs. It starts again at its next time.`,
    'schedule-nowhere': () => 'Say where it is posted: --channel slack:C0123456789.',
    'schedule-name-taken': ({ name }: { name: string }) =>
      `There is a schedule "${name}" already. Choose another name, or remove that one.`,
    'schedule-name-in-config': ({ name }: { name: string }) =>
      `Somebody made a schedule "${name}" in chat: rename the one in the configuration file, or remove the other with "flames schedule remove ${name}".`,
    'unknown-schedule': ({ name, nearest }: { name: string; nearest: string | undefined }) =>
      `There is no schedule "${name}".${hint(nearest)} "schedule list" shows them.`,
    'schedule-in-config': ({ name }: { name: string }) =>
      `"${name}" stands in the configuration file: remove it there, or pause it here.`,
    'digest-nowhere': () =>
      'No channel gets a digest yet. Name one: digest --post --channel slack:C0123456789.',
    'bad-when': ({ words }: { words: string }) =>
      `"${words}" is no time that recurs. Write it like "every Monday 09:00", "weekdays 8:30", "1st of the month 9:00", "hourly", 每周一 9:00, or a cron line such as "0 9 * * 1".`,
    'when-never': ({ words }: { words: string }) => `"${words}" never comes: no such day exists.`,
    'when-too-often': ({ words }: { words: string }) =>
      `"${words}" comes more than once an hour, which would flood a channel. Choose hourly or less.`,
    'bad-time-zone': ({ zone, nearest }: { zone: string; nearest: string | undefined }) =>
      `"${zone}" is no time zone.${hint(nearest)} Name one such as Asia/Shanghai, Europe/Berlin or UTC.`,
  },
  'zh-CN': {
    'bad-channel': ({ words }) => `“${words}”不是频道。请写平台和编号，例如 slack:C0123456789。`,
    'schedule-still-runs': ({ id, model }) => `${model} 的 ${id} 还在运行。到下一次时间会再启动。`,
    'schedule-nowhere': () => '请说明发到哪里：--channel slack:C0123456789。',
    'schedule-name-taken': ({ name }) => `已有名为“${name}”的日程。请换一个名称，或先删除它。`,
    'schedule-name-in-config': ({ name }) =>
      `聊天中已有名为“${name}”的日程：请给配置文件中的改名，或用 “flames schedule remove ${name}” 删除那一个。`,
    'unknown-schedule': ({ name, nearest }) =>
      `没有名为“${name}”的日程。${hintZh(nearest)}用 “schedule list” 查看。`,
    'schedule-in-config': ({ name }) => `“${name}”写在配置文件中：请在那里删除，或在这里暂停。`,
    'digest-nowhere': () => '还没有频道接收摘要。请指定：digest --post --channel slack:C0123456789。',
    'bad-when': ({ words }) =>
      `“${words}”不是可重复的时间。写法如：每周一 9:00、工作日 8:30、每月1日 9:00、每小时、every Monday 09:00，或 cron 表达式“0 9 * * 1”。`,
    'when-never': ({ words }) => `“${words}”永远不会到来：没有这样的日期。`,
    'when-too-often': ({ words }) => `“${words}”一小时不止一次，会刷屏。请选择每小时一次或更少。`,
    'bad-time-zone': ({ zone, nearest }) =>
      `“${zone}”不是时区。${hintZh(nearest)}请写成 Asia/Shanghai、Europe/Berlin 或 UTC 这样的名称。`,
  },
});
