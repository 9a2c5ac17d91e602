import { defineTexts } from './locale.ts';

interface Agreement {
  readonly rate: string;
  readonly low: string;
  readonly high: string;
  readonly n: string;
}

interface Fetched {
  readonly name: string;
  readonly identity: string;
  readonly sha256: string;
  readonly accuracy: string;
}

interface Change {
  readonly from: string;
  readonly to: string;
}

/** Who scores in this workspace, how good that is, and what changes it. */
export const scorerTexts = defineTexts({
  en: {
    title: 'Scorers',
    name: 'Name',
    origin: 'From',
    'built-in': 'built in',
    configuration: 'configuration',
    trained: 'trained here',
    fetched: 'fetched',
    measured: 'Accuracy on labelled responses',
    notMeasured: 'not measured',
    people: 'Agrees with your people',
    peopleLine: ({ words }: { words: string }) => `Agrees with your people: ${words}.`,
    scoresNow: 'scores now',
    byConfiguration: ({ name }: { name: string }) => `"${name}" scores: the configuration says so.`,
    byChoice: ({ name, configured }: { name: string; configured: string }) =>
      `"${name}" scores: a switch made here holds over the configuration's "${configured}". Take it back with: scorers rollback`,
    switchedBy: 'Switched by ',
    agreement: ({ rate, low, high, n }: Agreement) => `${rate} (${low} to ${high}) of ${n} audit labels`,
    noAgreement: ({ labels }: { labels: number }) =>
      labels === 0
        ? 'not yet measured on your labels, there are none for it yet'
        : `not yet measured on your ${labels} audit labels`,
    switched: ({ from, to }: Change) =>
      `"${to}" scores from now on, in the place of "${from}". Runs that have begun keep theirs.`,
    sameAsBefore: ({ to }: Change) => `"${to}" scores already; nothing changed.`,
    belowHeadline: ({ asked }: { asked: string }) =>
      `That is below ${asked} (review.headline.agreement): its numbers will be kept, and not posted as a headline.`,
    fetchedNow: ({ name, identity, sha256, accuracy }: Fetched) =>
      `"${name}" is here (${identity}; accuracy by its own manifest: ${accuracy}). Its manifest's sha256 is ${sha256}. It scores runs with --scorer ${name}; "flames scorers switch ${name}" measures it on your labels and makes it the workspace's.`,
    fetchedBefore: ({ name, identity, sha256, accuracy }: Fetched) =>
      `"${name}" was here already, nothing changed (${identity}; accuracy by its own manifest: ${accuracy}). Its manifest's sha256 is ${sha256}.`,
    licence: 'Licence: ',
    auditsLeftOut: ({ n }: { n: string }) =>
      `Left out of training: ${n} rows whose responses an audit of this workspace holds; audits only evaluate.`,
    learnt: ({ name, n }: { name: string; n: string }) =>
      `"${name}" was trained on ${n} responses that your team settled outside of audits.`,
    learnsLater: ({ n, needed }: { n: string; needed: number }) =>
      `Your team has settled ${n} labels outside of audits; from ${needed} on a scorer of your own can learn from them.`,
    mayLearn: ({ n }: { n: string; needed: number }) =>
      `Your team has settled ${n} labels outside of audits. On the bot's machine "flames scorers train --from annotations" makes a scorer of your own from them.`,
    lacking: ({ list }: { list: string }) =>
      `Fewer than 20 labels, or one kind only: ${list}. There it learnt from the labelled set that comes with the program too, and its quality is not measured until your audits do.`,
    baselines: ({ name, present }: Aside) =>
      `It does not become the workspace's scorer: its lower limit does not lie above both the majority and the refusal rule, in accuracy and macro-F1. "${present}" goes on; "${name}" is kept aside, and more labels may make the next one better.`,
    'present-agrees-more': ({ name, present }: Aside) =>
      `It does not become the workspace's scorer: on your audit labels "${present}" agrees with people more often. "${name}" is kept aside; "scorers switch ${name}" uses it all the same.`,
    'present-not-compared': ({ name, present }: Aside) =>
      `It does not become the workspace's scorer: too few audit labels show that it does as well as "${present}", which is more than triage or does not work now. "${name}" is kept aside; "scorers switch ${name}" uses it all the same.`,
    notCompared:
      'There are no audit labels of prompts that it never saw, to compare it with the present scorer.',
    notComparedBecause: ({ reason }: { reason: string }) => `Not compared with the present scorer: ${reason}`,
    measuredInPart: ({ name, left }: { name: string; left: string }) =>
      `"${name}" was not asked about ${left} more audit labels: the cost limit of a day (limits.costPerDayUsd) is reached.`,
    bars: 'To beat',
    crossValidated: 'Cross-validated over prompts',
    majority: 'majority',
    refusalRule: 'refusal rule',
    value: 'reached (95 %)',
    beats: 'beaten',
    accuracy: 'accuracy',
    macroF1: 'macro-F1',
    yes: 'yes',
    no: 'no',
    interval: '95 % interval',
    withheld: ({ scorer, agreement, asked }: Withheld) =>
      `No headline: "${scorer}" says what your people settled for ${agreement}; ${asked} is asked (review.headline.agreement). Its numbers are kept in the details.`,
    compareTitle: 'Scorers on your audit labels',
    difference: ({ b, a, difference, low, high, p }: Difference) =>
      `"${b}" less "${a}": ${difference} points (95 % interval ${low} to ${high}), p ${p}.`,
    comparedOn: ({ n }: { n: string }) => `On the ${n} audit labels that both scored.`,
  },
  'zh-CN': {
    title: '评分器',
    name: '名称',
    origin: '来源',
    'built-in': '内置',
    configuration: '配置',
    trained: '本工作区训练',
    fetched: '外部获取',
    measured: '在标注回复上的准确率',
    notMeasured: '未测量',
    people: '与你们的人工标签一致',
    peopleLine: ({ words }) => `与你们的人工标签一致：${words}。`,
    scoresNow: '当前评分器',
    byConfiguration: ({ name }) => `当前由“${name}”评分：来自配置。`,
    byChoice: ({ name, configured }) =>
      `当前由“${name}”评分：这里的切换优先于配置中的“${configured}”。撤回请用：scorers rollback`,
    switchedBy: '切换人：',
    agreement: ({ rate, low, high, n }) => `${n} 个审计标签中的 ${rate}（${low} 至 ${high}）`,
    noAgreement: ({ labels }) =>
      labels === 0
        ? '尚未在你们的标签上测量，目前没有可用来测量它的标签'
        : `尚未在你们的 ${labels} 个审计标签上测量`,
    switched: ({ from, to }) => `从现在起由“${to}”评分，代替“${from}”。已开始的运行不受影响。`,
    sameAsBefore: ({ to }) => `已经由“${to}”评分；没有变化。`,
    belowHeadline: ({ asked }) =>
      `低于 ${asked}（review.headline.agreement）：它的数字会保留，但不会作为标题结果发布。`,
    fetchedNow: ({ name, identity, sha256, accuracy }) =>
      `“${name}”已就绪（${identity}；清单自报准确率：${accuracy}）。清单的 sha256 为 ${sha256}。用 --scorer ${name} 评分；“flames scorers switch ${name}” 会先在你们的标签上测量，再设为工作区的评分器。`,
    fetchedBefore: ({ name, identity, sha256, accuracy }) =>
      `“${name}”早已在这里，没有变化（${identity}；清单自报准确率：${accuracy}）。清单的 sha256 为 ${sha256}。`,
    licence: '许可证：',
    auditsLeftOut: ({ n }) => `未用于训练：${n} 行的回复在本工作区的审计中；审计只用于测量。`,
    learnt: ({ name, n }) => `“${name}”已用团队在审计之外定下的 ${n} 条回复训练。`,
    learnsLater: ({ n, needed }) =>
      `团队已在审计之外定下 ${n} 个标签；达到 ${needed} 个后，可以从中训练自己的评分器。`,
    mayLearn: ({ n }) =>
      `团队已在审计之外定下 ${n} 个标签。在机器人所在的机器上运行 “flames scorers train --from annotations”，即可从中训练自己的评分器。`,
    lacking: ({ list }) =>
      `标签不足 20 个或只有一种：${list}。这些维度它还从随程序附带的标注集学习，其质量要等你们的审计来测量。`,
    baselines: ({ name, present }) =>
      `它没有成为工作区的评分器：准确率和 macro-F1 的下限没有同时高于多数类和拒答规则。仍由“${present}”评分；“${name}”留存备用，更多标签可能让下一个更好。`,
    'present-agrees-more': ({ name, present }) =>
      `它没有成为工作区的评分器：在你们的审计标签上，“${present}”与人更一致。“${name}”留存备用；仍要使用请输入 “scorers switch ${name}”。`,
    'present-not-compared': ({ name, present }) =>
      `它没有成为工作区的评分器：审计标签太少，不足以证明它与“${present}”同样好，而后者不只是初筛，或目前无法工作。“${name}”留存备用；仍要使用请输入 “scorers switch ${name}”。`,
    notCompared: '没有它从未见过的题目的审计标签，无法与当前评分器比较。',
    notComparedBecause: ({ reason }) => `未与当前评分器比较：${reason}`,
    measuredInPart: ({ name, left }) =>
      `“${name}”还有 ${left} 个审计标签没有评：每日费用上限（limits.costPerDayUsd）已到。`,
    bars: '需超过',
    crossValidated: '按题目交叉验证',
    majority: '多数类',
    refusalRule: '拒答规则',
    value: '达到（95%）',
    beats: '是否超过',
    accuracy: '准确率',
    macroF1: 'macro-F1',
    yes: '是',
    no: '否',
    interval: '95% 区间',
    withheld: ({ scorer, agreement, asked }) =>
      `没有标题结果：“${scorer}”与人工结论的一致程度为${agreement}，要求达到 ${asked}（review.headline.agreement）。它的数字保留在详情中。`,
    compareTitle: '评分器在你们的审计标签上的表现',
    difference: ({ a, b, difference, low, high, p }) =>
      `“${b}”比“${a}”：${difference} 个百分点（95% 区间 ${low} 至 ${high}），p ${p}。`,
    comparedOn: ({ n }) => `基于两者都评过分的 ${n} 个审计标签。`,
  },
});

interface Difference {
  readonly a: string;
  readonly b: string;
  readonly difference: string;
  readonly low: string;
  readonly high: string;
  readonly p: string;
}

interface Withheld {
  readonly scorer: string;
  readonly agreement: string;
  readonly asked: string;
}

interface Aside {
  readonly name: string;
  readonly present: string;
}
