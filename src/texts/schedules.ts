import { defineTexts } from './locale.ts';

interface Spoken {
  readonly name: string;
  readonly next: string;
  readonly channel: string;
}

/** The words about what recurs. Moments arrive formatted. */
export const scheduleTexts = defineTexts({
  en: {
    title: 'Schedules',
    name: 'Name',
    what: 'Does',
    when: 'When',
    next: 'Next',
    channel: 'Channel',
    owner: 'Owner',
    fromConfig: 'configuration file',
    none: 'Nothing recurs yet. For example: schedule add digest every Monday 09:00',
    startsWithBot: ({ name }: { name: string }) =>
      `${name} of the configuration file begins when the bot starts with it.`,
    added: ({ name, next, channel }: Spoken) => `"${name}" is scheduled in ${channel}. Next: ${next}.`,
    paused: ({ name }: { name: string }) => `"${name}" is paused; "schedule resume ${name}" goes on.`,
    resumed: ({ name, next, channel }: Spoken) => `"${name}" goes on in ${channel}. Next: ${next}.`,
    removed: ({ name }: { name: string }) => `"${name}" is removed.`,
    byPerson: ({ name }: { name: string }) => `by ${name}`,
    channelGone: ({ channel }: { channel: string }) => `the bot cannot write in ${channel}`,
    tellOwner: ({ name, channel }: { name: string; channel: string }) =>
      `I paused "${name}": ${channel} is gone, or I may not write there. Invite me again and say "schedule resume ${name}", or add it in another channel.`,
    refused: ({ name, reason }: { name: string; reason: string }) => `"${name}" did not start: ${reason}`,
  },
  'zh-CN': {
    title: '日程',
    name: '名称',
    what: '内容',
    when: '时间',
    next: '下一次',
    channel: '频道',
    owner: '所有者',
    fromConfig: '配置文件',
    none: '还没有日程。例如：schedule add digest 每周一 9:00',
    startsWithBot: ({ name }) => `配置文件中的 ${name} 会在机器人用它启动后开始。`,
    added: ({ name, next, channel }) => `已在 ${channel} 安排“${name}”。下一次：${next}。`,
    paused: ({ name }) => `“${name}”已暂停；用 “schedule resume ${name}” 恢复。`,
    resumed: ({ name, next, channel }) => `“${name}”已在 ${channel} 恢复。下一次：${next}。`,
    removed: ({ name }) => `“${name}”已删除。`,
    byPerson: ({ name }) => `由 ${name} 暂停`,
    channelGone: ({ channel }) => `机器人无法在 ${channel} 发言`,
    tellOwner: ({ name, channel }) =>
      `已暂停“${name}”：${channel} 不存在，或我没有发言权限。请重新邀请我并输入 “schedule resume ${name}”，或在其他频道添加。`,
    refused: ({ name, reason }) => `“${name}”没有启动：${reason}`,
  },
});
