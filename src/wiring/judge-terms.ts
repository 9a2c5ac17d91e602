import { endpointsOf, type ScorerSettings } from '../config-schema.ts';
import type { ScoreItem } from '../ports/scorer.ts';
import { guardProtocol } from '../scoring/guard/guard-protocol.ts';
import { qwen3guard } from '../scoring/guard/qwen3guard.ts';
import { shieldLm } from '../scoring/guard/shieldlm.ts';
import { estimateJudgementUsd } from '../scoring/judge/estimate-judgement.ts';
import type { JudgeProtocol } from '../scoring/judge/judge-protocol.ts';
import { rubricProtocol } from '../scoring/judge/rubric-protocol.ts';

export type AskedSettings = Exclude<ScorerSettings, { kind: 'onnx' }>;

interface JudgeTerms {
  readonly protocol: JudgeProtocol;
  readonly samples: number;
  readonly minimumValid?: number | undefined;
  /** What an answer needs at most, where the configuration sets no limit. */
  readonly maxTokens?: number;
}

/** How the configuration wants a panel of judges, or a guard, to be asked. */
export const termsOf = (settings: AskedSettings): JudgeTerms => {
  if (settings.kind === 'judge') {
    const { samples, minimumValid } = settings;
    return { protocol: rubricProtocol, samples, minimumValid };
  }
  const format = settings.format === 'qwen3guard' ? qwen3guard : shieldLm(settings.base);
  return { protocol: guardProtocol(format, settings.mapping), samples: 1, maxTokens: format.maxTokens };
};

/** What asking about one response may cost, in USD, on the high side; null when an endpoint has no price. */
export const estimateOf = (settings: AskedSettings): ((item: ScoreItem) => number | null) => {
  const { protocol, samples, maxTokens } = termsOf(settings);
  const judges = endpointsOf(settings).map((endpoint) => ({
    price: endpoint.price,
    maxTokens: endpoint.maxTokens ?? maxTokens,
  }));
  return (item) => estimateJudgementUsd(item, protocol, judges, samples);
};
