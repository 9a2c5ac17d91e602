import { defineTexts } from '../locale.ts';
import { hint, hintZh } from './phrases.ts';

interface OtherScorer {
  readonly a: string;
  readonly b: string;
  readonly scorerA: string;
  readonly scorerB: string;
}

/** What goes wrong with runs and their comparison. */
export const runsErrors = defineTexts({
  en: {
    'unknown-run': ({ id, nearest }: { id: string; nearest: string | undefined }) =>
      `There is no run "${id}".${hint(nearest)} "flames status" lists the runs.`,
    'unknown-run-or-model': ({ word, nearest }: { word: string; nearest: string | undefined }) =>
      `There is no run or model "${word}".${hint(nearest)} "flames status" lists the runs, "flames models" the models.`,
    'compare-no-run': ({ model }: { model: string }) =>
      `"${model}" has no completed run yet. Start one: evaluate ${model}`,
    'compare-same-run': ({ id }: { id: string }) =>
      `Both sides are ${id}, and there is no other run to compare it with; name two runs or models.`,
    'compare-invalid': ({ id, because }: { id: string; because: string }) =>
      `${id} is marked invalid (${because}) and left out of comparisons.`,
    'compare-other-prompts': ({ a, b, setA, setB }: { a: string; b: string; setA: string; setB: string }) =>
      `${a} and ${b} cannot be compared: their prompts differ (${setA}, ${setB}). Evaluate both on one prompt set.`,
    'compare-other-scorer': ({ a, b, scorerA, scorerB }: OtherScorer) =>
      `${a} and ${b} cannot be compared: their scorers differ (${scorerA}, ${scorerB}). Evaluate both with one scorer.`,
    'compare-nothing-shared': ({ a, b }: { a: string; b: string }) =>
      `${a} and ${b} cannot be compared: there is no prompt that both scored. Use the same subset and seed for both.`,
    'cost-needs-yes': ({ estimate, limit, prompts }: { estimate: string; limit: string; prompts: number }) =>
      `These ${prompts} prompts may cost about ${estimate}, above the ${limit} of limits.confirmAboveUsd. Add --yes to go on.`,
    'imported-run': ({ id }: { id: string }) => `${id} was imported: there is no model to ask for more.`,
    'run-alive': ({ id }: { id: string }) =>
      `${id} is being worked on by another process. "flames status ${id}" shows how far it is.`,
    'run-cancelled': ({ id }: { id: string }) =>
      `${id} was cancelled for good. Start a new run with "flames evaluate".`,
    'run-over': ({ id, state }: { id: string; state: string }) =>
      `${id} is ${state} already; there is nothing to cancel.`,
    'fail-under-name': ({ part, nearest }: { part: string; nearest: string | undefined }) =>
      `--fail-under does not know "${part}".${hint(nearest)} Write it like overall=0.6,Safety=0.5.`,
    'fail-under-rate': ({ part }: { part: string }) =>
      `--fail-under needs a rate from 0 to 1 in "${part}", as in overall=0.6.`,
    'run-not-complete': ({ id, state }: { id: string; state: string }) =>
      `${id} is ${state}: flags are drawn when a run is completed.`,
    'invalid-without-reason': ({ id, program }: { id: string; program: string }) =>
      `Say why: the reason is kept with the run. Call it like this: ${program}invalidate ${id} because the endpoint was the wrong one`,
    'invalid-already': ({ id, by, because }: { id: string; by: string; because: string }) =>
      `${id} was marked invalid before, by ${by}: "${because}". That stays.`,
    'report-is-of-now': () => 'A report shows a run as it is now: leave out --as-of, or --html.',
    'before-run': ({ id, at }: { id: string; at: Date }) =>
      `${id} did not exist then: it was asked for at ${at.toISOString()}. Name a later moment.`,
    'bad-moment': ({ word }: { word: string }) =>
      `"${word}" is no moment. Write it like 2026-11-24 or 2026-11-24T09:30:00Z.`,
  },
  'zh-CN': {
    'unknown-run': ({ id, nearest }) =>
      `没有运行“${id}”。${hintZh(nearest)}用 “flames status” 查看所有运行。`,
    'unknown-run-or-model': ({ word, nearest }) =>
      `没有名为“${word}”的运行或模型。${hintZh(nearest)}用 “flames status” 查看运行，用 “flames models” 查看模型。`,
    'compare-no-run': ({ model }) => `“${model}”还没有完成的运行。可以这样开始：evaluate ${model}`,
    'compare-same-run': ({ id }) => `两边都是 ${id}，没有可与之比较的其他运行；请给出两个运行或模型。`,
    'compare-invalid': ({ id, because }) => `${id} 已标记为无效（${because}），不参与比较。`,
    'compare-other-prompts': ({ a, b, setA, setB }) =>
      `${a} 和 ${b} 无法比较：题目不同（${setA}、${setB}）。请用同一题库评测。`,
    'compare-other-scorer': ({ a, b, scorerA, scorerB }) =>
      `${a} 和 ${b} 无法比较：评分器不同（${scorerA}、${scorerB}）。请用同一评分器评测。`,
    'compare-nothing-shared': ({ a, b }) =>
      `${a} 和 ${b} 无法比较：没有两者都评分过的题目。请使用相同的子集和种子。`,
    'cost-needs-yes': ({ estimate, limit, prompts }) =>
      `这 ${prompts} 题预计花费约 ${estimate}，超过 limits.confirmAboveUsd 的 ${limit}。要继续请加 --yes。`,
    'imported-run': ({ id }) => `${id} 是导入的：没有可以继续提问的模型。`,
    'run-alive': ({ id }) => `${id} 正由另一个进程处理。“flames status ${id}” 可查看进度。`,
    'run-cancelled': ({ id }) => `${id} 已被彻底取消。请用 “flames evaluate” 另起一次运行。`,
    'run-over': ({ id, state }) => `${id} 已经是 ${state} 状态，没有可取消的内容。`,
    'fail-under-name': ({ part, nearest }) =>
      `--fail-under 不认识“${part}”。${hintZh(nearest)}写法如 overall=0.6,Safety=0.5。`,
    'fail-under-rate': ({ part }) => `--fail-under 的“${part}”需要 0 到 1 之间的比率，例如 overall=0.6。`,
    'run-not-complete': ({ id, state }) => `${id} 处于 ${state} 状态：运行完成后才会抽取待审条目。`,
    'invalid-without-reason': ({ id, program }) =>
      `请写明理由，它会随运行保留。写法：${program}invalidate ${id} because 端点配错了`,
    'invalid-already': ({ id, by, because }) =>
      `${id} 之前已由 ${by} 标记为无效：“${because}”。原来的理由保留不变。`,
    'report-is-of-now': () => '报告只显示运行现在的情况：请去掉 --as-of 或 --html。',
    'before-run': ({ id, at }) => `那时还没有 ${id}：它在 ${at.toISOString()} 发起。请给出更晚的时间。`,
    'bad-moment': ({ word }) => `“${word}”不是时间。写法如 2026-11-24 或 2026-11-24T09:30:00Z。`,
  },
});
