import type { FlagState } from '../../review/flag.ts';
import { defineTexts } from '../locale.ts';
import { list, listZh } from './phrases.ts';

interface LabelNotAllowed {
  readonly flag: string;
  readonly label: number;
  readonly dimension: string;
  readonly allowed: readonly number[];
}

const STATES_ZH: Readonly<Record<FlagState, string>> = {
  open: '投票中',
  settled: '已一致',
  disputed: '有分歧',
  adjudicated: '已裁决',
};

/** What goes wrong with flags, ballots and votes. */
export const reviewErrors = defineTexts({
  en: {
    'unknown-flag': ({ flag }: { flag: string }) =>
      `There is no flag "${flag}". "review list" shows the flags, such as f12.`,
    'ballot-closed': ({ flag, state }: { flag: string; state: FlagState }) =>
      `The ballot on ${flag} is closed (${state}); your vote came too late and was not counted.`,
    'ballot-still-open': ({ flag }: { flag: string }) =>
      `People still vote on ${flag}; it can be adjudicated when its ballot has closed.`,
    'ballot-elsewhere': ({ flag, platform }: { flag: string; platform: string }) =>
      `The ballot on ${flag} is on ${platform}; vote there.`,
    'buttons-only': ({ flag }: { flag: string }) =>
      `${flag} is a blind audit: use its buttons. The reaction was not counted; please take it away.`,
    'label-not-allowed': ({ flag, label, dimension, allowed }: LabelNotAllowed) =>
      `${flag} cannot be a ${label}: ${dimension} has the labels ${allowed.join(', ')}.`,
    'which-person': ({ word, known }: { word: string; known: readonly string[] }) =>
      `"${word}" may be several people: say which one of ${list(known)}.`,
    'names-not-permitted': () =>
      'Names of voters are for the adjudicators that the configuration names. Leave out --with-names: a person has the same pseudonym in every export.',
    'label-studio-responses': ({ what }: { what: string }) =>
      `The format label-studio is for responses, with all the labels on them; export ${what} as jsonl or csv.`,
    'not-a-voter': () => 'You may not vote here: review.voters in the configuration names those who may.',
    'not-an-adjudicator': ({ name }: { name: string }) =>
      `${name} may not adjudicate: review.adjudicators in the configuration names those who may.`,
    'requester-may-not-vote': ({ flag }: { flag: string }) =>
      `You asked for the run of ${flag}, so others vote on it; review.requesterMayVote would allow it.`,
    'bad-vote-word': ({ word, allowed }: { word: string; allowed: readonly string[] }) =>
      `"${word}" is no vote. Use ${list(allowed)}.`,
    'bad-count': ({ word }: { word: string }) => `"${word}" is not a whole number from 1 on.`,
  },
  'zh-CN': {
    'unknown-flag': ({ flag }) => `没有待审条目“${flag}”。用 “review list” 查看，例如 f12。`,
    'ballot-closed': ({ flag, state }) =>
      `${flag} 的投票已结束（${STATES_ZH[state]}）；你的投票来晚了，没有计入。`,
    'ballot-still-open': ({ flag }) => `${flag} 还在投票；投票结束后才能裁决。`,
    'ballot-elsewhere': ({ flag, platform }) => `${flag} 的投票在 ${platform} 上进行；请到那里投票。`,
    'buttons-only': ({ flag }) => `${flag} 是盲审：请用按钮投票。这个表情没有计入，请撤掉。`,
    'label-not-allowed': ({ flag, label, dimension, allowed }) =>
      `${flag} 不能标为 ${label}：${dimension} 的标签只有 ${allowed.join('、')}。`,
    'which-person': ({ word, known }) => `“${word}”可能是不同的人：请指明 ${listZh(known)} 中的哪一位。`,
    'names-not-permitted': () =>
      '只有 review.adjudicators 中列出的裁决人可以导出投票者姓名。请去掉 --with-names：同一人在每次导出中的代号相同。',
    'label-studio-responses': ({ what }) =>
      `label-studio 格式只用于 responses，其中包含全部标签；请把 ${what} 导出为 jsonl 或 csv。`,
    'not-a-voter': () => '你不能在这里投票：配置中的 review.voters 列出了可以投票的人。',
    'not-an-adjudicator': ({ name }) => `${name} 不能裁决：配置中的 review.adjudicators 列出了可以裁决的人。`,
    'requester-may-not-vote': ({ flag }) =>
      `${flag} 所属的评测由你发起，因此由其他人投票；可用 review.requesterMayVote 放开。`,
    'bad-vote-word': ({ word, allowed }) => `“${word}”不是投票。可用：${listZh(allowed)}。`,
    'bad-count': ({ word }) => `“${word}”不是从 1 开始的整数。`,
  },
});
