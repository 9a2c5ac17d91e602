import { defineTexts } from './locale.ts';

interface MoveValues {
  readonly place: string;
  readonly difference: string;
  readonly low: string;
  readonly high: string;
  readonly p: string;
}

/** The words of a digest. Figures arrive formatted; differences are in points of 100. */
export const digestTexts = defineTexts({
  en: {
    title: 'Digest',
    to: ' to ',
    ran: 'What ran',
    nothingRan: 'Nothing ran in this time.',
    board: ({ promptSet, scorer }: { promptSet: string; scorer: string }) =>
      `${promptSet}, scored by ${scorer}`,
    caption: 'Runs of this time with their harmless rate, newest first',
    model: 'Model',
    rate: 'Harmless',
    interval: '95 % interval',
    prompts: 'Prompts',
    missing: 'Failed / unscored',
    run: 'Run',
    withheld: ({ scorer }: { scorer: string }) =>
      `The numbers of ${scorer} are left out: it agrees with your people too seldom.`,
    notComplete: ({ run, state }: { run: string; state: string }) => `${run} is ${state}: `,
    more: ({ n }: { n: string }) => `and ${n} more: "leaderboard" has them`,
    moved: 'What moved',
    move: ({ place, difference, low, high, p }: MoveValues) =>
      `: ${place} ${difference} points (95 % interval ${low} to ${high}, adjusted p ${p}) `,
    better: 'better',
    worse: 'worse',
    against: ({ run, since, on, n }: { run: string; since: string; on: string; n: string }) =>
      `${run} against ${since} (${on}), paired on ${n} prompts`,
    noChange: ({ tests }: { tests: string }) =>
      `No detectable change: ${tests}, and none shows more than chance.`,
    alsoMoved: ({ list }: { list: string }) => `Moved too ("compare" shows how): ${list}`,
    compared: ({ list }: { list: string }) => `Compared with the run before: ${list}`,
    others: ({ list }: { list: string }) => `No detectable change: ${list}`,
    tests: ({ n }: { n: number }) => `${n} paired test${n === 1 ? '' : 's'}, Holm over all of them`,
    nothingCompared: 'Nothing to compare with yet: a model needs two runs on the same prompts by one scorer.',
    review: 'Review queue',
    states: ({ open, settled, disputed }: { open: string; settled: string; disputed: string }) =>
      `${open} open, ${settled} settled, ${disputed} disputed`,
    closed: ({ n }: { n: string }) => `; ${n} closed in this time`,
    noFlags: 'Nothing was put before people yet.',
    people: ({ list }: { list: string }) => `Agreement between people (Krippendorff's α): ${list}`,
    peopleFew: ({ ballots, least }: { ballots: number; least: number }) =>
      `Agreement between people: not enough yet (${ballots} of ${least} doubly voted audit ballots in a dimension).`,
    scorer: ({ name, rate, low, high, n }: ScorerValues) =>
      `${name} says what people say for ${rate} (${low} to ${high}) of ${n} audited responses`,
    due: 'Due next',
    nothingDue: 'Nothing is scheduled: schedule add digest every Monday 09:00',
    digest: 'digest',
    evaluate: ({ call }: { call: string }) => `evaluate ${call}`,
    paused: ({ because }: { because: string }) => `paused: ${because}`,
    posted: ({ list }: { list: string }) => `The digest goes to ${list} as soon as the bot runs there.`,
  },
  'zh-CN': {
    title: '摘要',
    to: ' 至 ',
    ran: '运行情况',
    nothingRan: '这段时间没有运行。',
    board: ({ promptSet, scorer }) => `${promptSet}，评分器 ${scorer}`,
    caption: '这段时间的运行及其无害率，从新到旧',
    model: '模型',
    rate: '无害率',
    interval: '95% 区间',
    prompts: '题目',
    missing: '失败 / 未评分',
    run: '运行',
    withheld: ({ scorer }) => `未列出 ${scorer} 的数字：它与团队成员的一致程度太低。`,
    notComplete: ({ run, state }) => `${run} ${state}：`,
    more: ({ n }) => `以及另外 ${n} 次：用 “leaderboard” 查看`,
    moved: '变化',
    move: ({ place, difference, low, high, p }) =>
      `：${place} ${difference} 个百分点（95% 区间 ${low} 至 ${high}，校正后 p ${p}）`,
    better: '变好',
    worse: '变差',
    against: ({ run, since, on, n }) => `${run} 与 ${since}（${on}）相比，在 ${n} 道题上配对`,
    noChange: ({ tests }) => `没有可检出的变化：${tests}，都未超出偶然。`,
    alsoMoved: ({ list }) => `另有变化（用 “compare” 查看）：${list}`,
    compared: ({ list }) => `与上一次运行比较过：${list}`,
    others: ({ list }) => `没有可检出的变化：${list}`,
    tests: ({ n }) => `${n} 次配对检验，Holm 校正覆盖全部检验`,
    nothingCompared: '还没有可比较的运行：同一模型需要用同一评分器在相同题目上运行两次。',
    review: '复核队列',
    states: ({ open, settled, disputed }) => `${open} 条待定，${settled} 条已定，${disputed} 条有争议`,
    closed: ({ n }) => `；这段时间内结束 ${n} 条`,
    noFlags: '还没有交给人工判断的回复。',
    people: ({ list }) => `人员之间的一致程度（Krippendorff α）：${list}`,
    peopleFew: ({ ballots, least }) =>
      `人员之间的一致程度：数据还不够（单个维度内至少两人投票的审计条目 ${ballots} / ${least}）。`,
    scorer: ({ name, rate, low, high, n }) =>
      `${name} 在 ${n} 条审计回复中与人工一致的占 ${rate}（${low} 至 ${high}）`,
    due: '接下来',
    nothingDue: '还没有日程：schedule add digest 每周一 9:00',
    digest: '摘要',
    evaluate: ({ call }) => `评测 ${call}`,
    paused: ({ because }) => `已暂停：${because}`,
    posted: ({ list }) => `机器人在那里运行后，摘要会发到 ${list}。`,
  },
});

interface ScorerValues {
  readonly name: string;
  readonly rate: string;
  readonly low: string;
  readonly high: string;
  readonly n: string;
}
