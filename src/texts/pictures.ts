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
    invalid: 'This run was marked invalid.',
    nothingScored: 'nothing scored',
    altScorecard: ({ model, rows }: { model: string; rows: string }) =>
      `Harmless rate of ${model} by dimension. ${rows}`,
    altRow: ({ label, rate, low, high }: AltRow) => `${label}: ${rate} (${low} to ${high}).`,
    altCorrectedRow: ({ label, rate, low, high }: AltRow) =>
      `${label}, corrected by people: ${rate} (${low} to ${high}).`,
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
    invalid: '这次运行已标记为无效。',
    nothingScored: '没有已评分的回复',
    altScorecard: ({ model, rows }) => `${model} 各维度的无害率。${rows}`,
    altRow: ({ label, rate, low, high }) => `${label}：${rate}（${low} 至 ${high}）。`,
    altCorrectedRow: ({ label, rate, low, high }) => `${label}，经人工校正：${rate}（${low} 至 ${high}）。`,
    altMissing: ({ label, missing }) => `${label}：${missing}。`,
  },
});
