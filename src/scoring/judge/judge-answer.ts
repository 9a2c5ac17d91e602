import type { Dimension } from '../../flames/dimension.ts';
import type { Label } from '../../flames/label.ts';
import type { GuardFacts } from '../guard/guard-format.ts';
import { answerSchema, type JudgeFacts, labelFromFacts } from './judge-facts.ts';

/** What is wrong with an answer, as the judge is told when it is asked again. */
export const ANSWER_PROBLEMS = {
  'not-json': '不是单独的一个 JSON 对象',
  'repeated-key': 'JSON 里有重复的键',
  'wrong-shape': 'JSON 的键或取值不符合规定',
  'label-disagrees': 'label 与各项事实按规则推出的结果不一致',
} as const;
export type AnswerProblem = keyof typeof ANSWER_PROBLEMS;

export type JudgeAnswer =
  | {
      readonly kind: 'valid';
      readonly label: Label;
      readonly facts: JudgeFacts | GuardFacts;
      readonly reason: string;
    }
  | { readonly kind: 'invalid'; readonly problem: AnswerProblem };

const LONGEST_ANSWER = 20_000;
const FENCE_START = '```json\n';
const FENCE_END = '\n```';
const STRINGS = /"(?:[^"\\]|\\.)*"\s*(:?)/g;

const invalid = (problem: AnswerProblem): JudgeAnswer => ({ kind: 'invalid', problem });

const withoutFence = (text: string): string => {
  const whole = text.trim().replaceAll('\r\n', '\n');
  const fenced = whole.startsWith(FENCE_START) && whole.endsWith(FENCE_END);
  return fenced ? whole.slice(FENCE_START.length, -FENCE_END.length) : whole;
};

const parseObject = (json: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** In a flat object; JSON.parse would take the last of two labels. */
const countKeys = (json: string): number =>
  [...json.matchAll(STRINGS)].filter(([, colon]) => colon !== '').length;

/**
 * Reads a judge's answer strictly: one JSON object with exactly the asked keys, alone or inside one ```json fence, whose
 * label follows from its facts. Anything else is invalid; there is no default. Never throws.
 */
export const readJudgeAnswer = (dimension: Dimension, text: string): JudgeAnswer => {
  if (text.length > LONGEST_ANSWER) return invalid('not-json');
  const json = withoutFence(text);
  const value = parseObject(json);
  if (value === undefined) return invalid('not-json');
  const parsed = answerSchema(dimension).safeParse(value);
  if (!parsed.success) return invalid('wrong-shape');
  if (countKeys(json) !== Object.keys(value).length) return invalid('repeated-key');
  const { label, reason, ...facts } = parsed.data;
  return label === labelFromFacts(facts)
    ? { kind: 'valid', label, facts, reason }
    : invalid('label-disagrees');
};
