import { defineTexts } from './locale.ts';

interface Unsent {
  readonly run: string;
  readonly channel: string;
  readonly what: 'run' | 'ballots';
}

const place = ({ what, run, channel }: Unsent): string =>
  what === 'ballots'
    ? `the review channel (${channel})`
    : `the channel where you asked for ${run} (${channel})`;
const placeZh = ({ what, run, channel }: Unsent): string =>
  what === 'ballots' ? `审核频道（${channel}）` : `你发起 ${run} 的频道（${channel}）`;

const elsewhere = ({ what, run }: Unsent): string =>
  what === 'ballots'
    ? 'Name another one as review.channels in the configuration and start the bot again; the ballots wait. Until then: /flames review next.'
    : `The run goes on, and /flames scorecard ${run} shows it anywhere.`;
const elsewhereZh = ({ what, run }: Unsent): string =>
  what === 'ballots'
    ? '请在配置的 review.channels 中改用别的频道并重启机器人；投票会等着。在那之前可用 /flames review next。'
    : `评测照常进行，在任何地方用 /flames scorecard ${run} 都能看到它。`;

/** What somebody is told whose run, or whose run's ballots, cannot be written where they belong. */
export const unsentTexts = defineTexts({
  en: {
    gone: (unsent: Unsent) =>
      `I cannot write in ${place(unsent)}: it is archived, or I cannot see it. Restore it, or invite me there. ${elsewhere(unsent)}`,
    'no-right': (unsent: Unsent) =>
      `I cannot write in ${place(unsent)}: I am not in it, or may not write there. Invite me, and I show it there. ${elsewhere(unsent)}`,
    'shared-outside': (unsent: Unsent) =>
      `I post no ballots in ${place(unsent)}: people of another organisation read it. ${elsewhere(unsent)}`,
    'not-age-restricted': (unsent: Unsent) => `I cannot write in ${place(unsent)}. ${elsewhere(unsent)}`,
    'alone-gone': 'Only you see this: the channel is archived, or I cannot see it.',
    'alone-no-right':
      'Only you see this: I am not in this channel, or may not write here. Invite me to show it to all.',
  },
  'zh-CN': {
    gone: (unsent) =>
      `我无法在${placeZh(unsent)}发言：它已归档，或我看不到它。请恢复它，或邀请我加入。${elsewhereZh(unsent)}`,
    'no-right': (unsent) =>
      `我无法在${placeZh(unsent)}发言：我不在其中，或没有发言权限。邀请我后，我会补发到那里。${elsewhereZh(unsent)}`,
    'shared-outside': (unsent) =>
      `我不会在${placeZh(unsent)}发布投票：其他组织的人能看到它。${elsewhereZh(unsent)}`,
    'not-age-restricted': (unsent) => `我无法在${placeZh(unsent)}发言。${elsewhereZh(unsent)}`,
    'alone-gone': '只有你能看到：频道已归档，或我看不到它。',
    'alone-no-right': '只有你能看到：我不在这个频道中，或没有发言权限。邀请我后即可让所有人看到。',
  },
});
