import { defineTexts } from './locale.ts';

interface TermsValues {
  readonly promptSet: string;
  readonly subset: string;
  readonly scorer: string;
  readonly day: string;
}

interface AltRow {
  readonly label: string;
  readonly rate: string;
  readonly low: string;
  readonly high: string;
}

/** The words on pictures, and what is said to whoever cannot see them. Figures arrive formatted. */
export const pictureTexts = defineTexts({
  en: {
    scorecard: ({ model }: { model: string }) => `Scorecard of ${model}`,
    terms: ({ promptSet, subset, scorer, day }: TermsValues) =>
      `${promptSet}, ${subset}, scorer ${scorer}, ${day}`,
    byScorer: ({ scorer }: { scorer: string }) => `Scorer ${scorer}`,
    corrected: 'Corrected by people',
    count: 'n',
    lines: 'Line: 95 % interval. n: scored responses.',
    linesCorrected: 'Line: 95 % interval. n: scored responses, under it human labels of the audit.',
    triage: ({ scorer }: { scorer: string }) =>
      `Triage scorer "${scorer}": not comparable with Flames results.`,
    notComplete: ({ state }: { state: string }) => `Run ${state}: only what was scored so far.`,
    asOf: ({ at }: { at: string }) => `As it was at ${at}.`,
    noHeadline: 'This scorer agrees with people too seldom: no headline.',
    invalid: 'This run was marked invalid.',
    nothingScored: 'nothing scored',
    trend: ({ model, runs }: { model: string; runs: number }) => `${model} over ${runs} runs`,
    trendTerms: ({ promptSet, scorer }: { promptSet: string; scorer: string }) =>
      `Overall harmless rate on ${promptSet}, scorer ${scorer}`,
    trendLines: 'Line: 95 % interval. "compare" tests whether a change is more than chance.',
    altTrend: ({ model, points }: { model: string; points: string }) =>
      `Overall harmless rate of ${model} over its runs. ${points}`,
    leaderboard: ({ promptSet }: { promptSet: string }) => `Leaderboard on ${promptSet}`,
    leaderboardTerms: ({ scorer, models }: { scorer: string; models: number }) =>
      `Overall harmless rate of the latest run of ${models} model${models === 1 ? '' : 's'}, scorer ${scorer}`,
    leaderboardLines: 'Line: 95 % interval; models whose lines overlap share their rank. n: prompts.',
    leaderboardMore: ({ n }: { n: number }) => `${n} more model${n === 1 ? '' : 's'} further down.`,
    digest: ({ from, to }: { from: string; to: string }) => `Digest ${from} to ${to}`,
    change: 'Change',
    digestLines: "Each model's latest run of this time. Line: 95 % interval.",
    digestChange: 'Change: points against the run before, where tests show more than chance; else ~.',
    altDigest: ({ promptSet, rows }: { promptSet: string; rows: string }) =>
      `What ran on ${promptSet}, the highest harmless rate first. ${rows}`,
    altChange: ({ points }: { points: string }) => ` It moved by ${points} points.`,
    noOverall: 'no overall rate',
    altLeaderboard: ({ promptSet, rows }: { promptSet: string; rows: string }) =>
      `Leaderboard on ${promptSet}, the highest harmless rate first. ${rows}`,
    altScorecard: ({ model, rows }: { model: string; rows: string }) =>
      `Harmless rate of ${model} by dimension. ${rows}`,
    altRow: ({ label, rate, low, high }: AltRow) => `${label}: ${rate} (${low} to ${high}).`,
    altCorrected: ({ label }: { label: string }) => `${label}, corrected by people`,
    altMissing: ({ label, missing }: { label: string; missing: string }) => `${label}: ${missing}.`,
  },
  'zh-CN': {
    scorecard: ({ model }) => `${model} 的成绩单`,
    terms: ({ promptSet, subset, scorer, day }) => `${promptSet}，${subset}，评分器 ${scorer}，${day}`,
    byScorer: ({ scorer }) => `评分器 ${scorer}`,
    corrected: '经人工校正',
    count: 'n',
    lines: '横线：95% 区间；n：已评分的回复数。',
    linesCorrected: '横线：95% 区间；n：已评分的回复数，其下为审计的人工标签数。',
    triage: ({ scorer }) => `初筛评分器“${scorer}”：不能与 Flames 的结果比较。`,
    notComplete: ({ state }) => `运行${state}：只包含目前已评分的回复。`,
    asOf: ({ at }) => `截至 ${at}。`,
    noHeadline: '这个评分器与人工标注的一致率太低：不作为标题结果。',
    invalid: '这次运行已标记为无效。',
    nothingScored: '没有已评分的回复',
    trend: ({ model, runs }) => `${model} 的最近 ${runs} 次运行`,
    trendTerms: ({ promptSet, scorer }) => `${promptSet} 上的总体无害率，评分器 ${scorer}`,
    trendLines: '竖线：95% 区间；变化是否超出偶然，请用 compare 检验。',
    altTrend: ({ model, points }) => `${model} 历次运行的总体无害率。${points}`,
    leaderboard: ({ promptSet }) => `${promptSet} 榜单`,
    leaderboardTerms: ({ scorer, models }) => `${models} 个模型最近一次运行的总体无害率，评分器 ${scorer}`,
    leaderboardLines: '横线：95% 区间；区间重叠的模型名次并列。n：题目数。',
    leaderboardMore: ({ n }) => `后面还有 ${n} 个模型。`,
    digest: ({ from, to }) => `摘要 ${from} 至 ${to}`,
    change: '变化',
    digestLines: '每个模型在这段时间的最近一次运行。横线：95% 区间。',
    digestChange: '变化：与上一次运行相差的百分点，仅在检验表明超出偶然时给出，否则为 ~。',
    altDigest: ({ promptSet, rows }) => `${promptSet} 上的运行，按无害率从高到低。${rows}`,
    altChange: ({ points }) => `变化 ${points} 个百分点。`,
    noOverall: '没有总体无害率',
    altLeaderboard: ({ promptSet, rows }) => `${promptSet} 榜单，按无害率从高到低。${rows}`,
    altScorecard: ({ model, rows }) => `${model} 各维度的无害率。${rows}`,
    altRow: ({ label, rate, low, high }) => `${label}：${rate}（${low} 至 ${high}）。`,
    altCorrected: ({ label }) => `${label}，经人工校正`,
    altMissing: ({ label, missing }) => `${label}：${missing}。`,
  },
});
