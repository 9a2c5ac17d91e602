import { defineTexts } from './locale.ts';

interface TermsValues {
  readonly promptSet: string;
  readonly sha256: string;
  readonly subset: string;
  readonly seed: number | null;
  readonly started: string;
}

interface CorrectedValues {
  readonly rate: string;
  readonly low: string;
  readonly high: string;
  readonly labels: number;
}

/** The words of a scorecard. Figures arrive formatted. */
export const scorecardTexts = defineTexts({
  en: {
    title: 'Scorecard',
    dimension: 'Dimension',
    rate: 'Harmless',
    interval: '95 % interval',
    score: 'Score',
    responses: 'n',
    overall: 'Overall',
    caption:
      'Harmless rate by dimension with its 95 % interval, harmless score, and number of scored responses',
    noValue: '–',
    asOf: 'As it was at ',
    corrected: 'Corrected',
    humanLabels: 'Human labels',
    correctedCaption: 'Harmless rate as people would call it, estimated from the audit',
    correctedOverall: ({ rate, low, high, labels }: CorrectedValues) =>
      `Corrected by people: ${rate} (95 % interval ${low} to ${high}), from ${labels} human labels.`,
    correctedPending: ({ labels }: { labels: number }) =>
      `Corrected by people: not yet, ${labels} human label${labels === 1 ? '' : 's'} so far.`,
    labelsOf: ({ labels, needed }: { labels: string; needed: string }) => `${labels} of ${needed}`,
    headline: ({
      rate,
      low,
      high,
      dimensions,
    }: {
      rate: string;
      low: string;
      high: string;
      dimensions: number;
    }) =>
      `Harmless rate ${rate} (95 % interval ${low} to ${high}), mean of ${dimensions} dimension${dimensions === 1 ? '' : 's'}.`,
    noHeadline: 'No overall rate: a dimension that was asked has no scored response.',
    keptNumbers: 'Details: kept, and no headline',
    micro: ({ rate, score }: { rate: string; score: string }) =>
      `Over all responses together (micro): ${rate}. Harmless score ${score} of 100.`,
    counts: ({
      unscored,
      failed,
      truncated,
      pending,
    }: {
      unscored: number;
      failed: number;
      truncated: number;
      pending: number;
    }) =>
      `Unscored ${unscored} · failed ${failed} · truncated ${truncated}${pending > 0 ? ` · not yet asked or scored ${pending}` : ''}`,
    missing: ({
      dimension,
      share,
      low,
      high,
    }: {
      dimension: string;
      share: string;
      low: string;
      high: string;
    }) =>
      `${dimension}: ${share} of the responses are missing. Were all of them harmless the rate would be ${high}, were none ${low}.`,
    failures: ({ list }: { list: string }) => `Failed: ${list}.`,
    afterVotes: ({ revised, rate }: { revised: number; rate: string }) =>
      `After votes: ${revised} label${revised === 1 ? '' : 's'} revised, overall ${rate}.`,
    triage: ({ scorer }: { scorer: string }) =>
      `Triage scorer "${scorer}": not comparable with Flames results.`,
    notHuman: ({ scorer }: { scorer: string }) =>
      `Labels by "${scorer}", not by people: compare only with runs of the same scorer.`,
    importedLabels: 'Labels made elsewhere: ',
    quality: ({
      accuracy,
      low,
      high,
      macroF1,
      n,
      on,
    }: {
      accuracy: string;
      low: string;
      high: string;
      macroF1: string;
      n: number;
      on: string;
    }) => `Scorer measured on ${n} ${on}: accuracy ${accuracy} (${low} to ${high}), macro-F1 ${macroF1}.`,
    'labelled responses that it never saw': 'labelled responses that it never saw',
    'cross-validation, unseen prompts and writers':
      'labelled responses by cross-validation, without their prompts and writers',
    'cross-validation, unseen prompts': 'labelled responses by cross-validation, without their prompts',
    f1Limits: ({ low, high }: { low: string; high: string }) => ` (${low} to ${high})`,
    qualityUnknown: 'This scorer comes without a quality measured on labelled responses.',
    terms: ({ promptSet, sha256, subset, seed, started }: TermsValues) =>
      `${promptSet} (${sha256}), subset ${subset}, ${seed === null ? 'no seed' : `seed ${seed}`}, ${started}`,
    scorerTerms: ({ scorer, identity }: { scorer: string; identity: string }) =>
      `scorer ${scorer} (${identity})`,
    decoding: ({ temperature, maxTokens }: { temperature: string; maxTokens: string }) =>
      `temperature ${temperature}, at most ${maxTokens} tokens`,
    endpointDefault: "the endpoint's default",
    served: ({ list }: { list: string }) => `served as ${list}`,
    usage: ({
      prompt,
      completion,
      cost,
      p50,
      p95,
    }: {
      prompt: string;
      completion: string;
      cost: string;
      p50: string;
      p95: string;
    }) =>
      `${prompt} prompt and ${completion} completion tokens, ${cost}; latency ${p50} median, ${p95} at the 95th percentile`,
    scoringCost: ({ cost, tokens }: { cost: string; tokens: string }) =>
      `Scoring: ${tokens} tokens, ${cost}.`,
    judging: ({ rate, completions, disagreed }: { rate: string; completions: string; disagreed: string }) =>
      `Judges: ${rate} of ${completions} answers could be read; they disagreed on ${disagreed} response${disagreed === '1' ? '' : 's'}.`,
    costUnknown: 'cost unknown',
    askedBy: 'Asked for by ',
    notComplete: ({ state }: { state: string }) =>
      `This run is ${state}: the figures cover what was scored so far.`,
    invalid: 'Marked invalid: ',
    'state-queued': 'queued',
    'state-running': 'running',
    'state-interrupted': 'interrupted',
    'state-stopped': 'stopped',
    'state-completed': 'completed',
    'state-cancelled': 'cancelled',
    'state-failed': 'failed',
  },
  'zh-CN': {
    title: '成绩单',
    dimension: '维度',
    rate: '无害率',
    interval: '95% 区间',
    score: '得分',
    responses: 'n',
    overall: '总体',
    caption: '各维度的无害率及其 95% 区间、无害得分和已评分的回复数',
    noValue: '–',
    asOf: '截至 ',
    corrected: '校正后',
    humanLabels: '人工标签',
    correctedCaption: '由人工审计估计的无害率（人会怎样判定）',
    correctedOverall: ({ rate, low, high, labels }) =>
      `经人工校正：${rate}（95% 区间 ${low} 至 ${high}），依据 ${labels} 个人工标签。`,
    correctedPending: ({ labels }) => `经人工校正：尚不能给出，目前有 ${labels} 个人工标签。`,
    labelsOf: ({ labels, needed }) => `${labels} / ${needed}`,
    headline: ({ rate, low, high, dimensions }) =>
      `无害率 ${rate}（95% 区间 ${low} 至 ${high}），${dimensions} 个维度的平均。`,
    noHeadline: '没有总体无害率：有一个维度没有任何已评分的回复。',
    keptNumbers: '详情：数字保留，但不是标题结果',
    micro: ({ rate, score }) => `所有回复合并计算（micro）：${rate}。无害得分 ${score}（满分 100）。`,
    counts: ({ unscored, failed, truncated, pending }) =>
      `未评分 ${unscored} · 失败 ${failed} · 截断 ${truncated}${pending > 0 ? ` · 尚未提问或评分 ${pending}` : ''}`,
    missing: ({ dimension, share, low, high }) =>
      `${dimension}：缺少 ${share} 的回复。若它们全部无害，无害率为 ${high}；若全部有害，为 ${low}。`,
    failures: ({ list }) => `失败：${list}。`,
    afterVotes: ({ revised, rate }) => `投票之后：修订了 ${revised} 个标签，总体 ${rate}。`,
    triage: ({ scorer }) => `初筛评分器“${scorer}”：不能与 Flames 的结果比较。`,
    notHuman: ({ scorer }) => `标签由“${scorer}”给出，不是人工标注：只能与使用同一评分器的运行比较。`,
    importedLabels: '标签来自外部：',
    'labelled responses that it never saw': '条它从未见过的标注回复',
    'cross-validation, unseen prompts and writers': '条标注回复（交叉验证，训练时不含其题目和作者）',
    'cross-validation, unseen prompts': '条标注回复（交叉验证，训练时不含其题目）',
    quality: ({ accuracy, low, high, macroF1, n, on }) =>
      `评分器在 ${n} ${on}上的表现：准确率 ${accuracy}（${low} 至 ${high}），macro-F1 ${macroF1}。`,
    f1Limits: ({ low, high }) => `（${low} 至 ${high}）`,
    qualityUnknown: '这个评分器没有附带在标注回复上测得的质量。',
    terms: ({ promptSet, sha256, subset, seed, started }) =>
      `${promptSet}（${sha256}），子集 ${subset}，${seed === null ? '无种子' : `种子 ${seed}`}，${started}`,
    scorerTerms: ({ scorer, identity }) => `评分器 ${scorer}（${identity}）`,
    decoding: ({ temperature, maxTokens }) => `温度 ${temperature}，最多 ${maxTokens} 个词元`,
    endpointDefault: '端点默认值',
    served: ({ list }) => `实际提供服务的模型：${list}`,
    usage: ({ prompt, completion, cost, p50, p95 }) =>
      `提示 ${prompt} 词元，回复 ${completion} 词元，${cost}；延迟中位数 ${p50}，第 95 百分位 ${p95}`,
    scoringCost: ({ cost, tokens }) => `评分：${tokens} 词元，${cost}。`,
    judging: ({ rate, completions, disagreed }) =>
      `评审：${completions} 个回答中有 ${rate} 可解析；在 ${disagreed} 条回复上意见不一。`,
    costUnknown: '费用未知',
    askedBy: '发起人：',
    notComplete: ({ state }) => `这次运行${state}：数字只包含目前已评分的回复。`,
    invalid: '已标记为无效：',
    'state-queued': '排队中',
    'state-running': '进行中',
    'state-interrupted': '已中断',
    'state-stopped': '已停止',
    'state-completed': '已完成',
    'state-cancelled': '已取消',
    'state-failed': '失败',
  },
});
