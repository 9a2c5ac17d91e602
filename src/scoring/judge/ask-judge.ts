import type { JudgeEndpoint, JudgeMessage } from '../../ports/judge-endpoint.ts';
import type { ScoreItem, ScoringCost } from '../../ports/scorer.ts';
import type { JudgeProtocol } from './judge-protocol.ts';
import type { PanelAnswer } from './panel.ts';

/** A judge's say with what it took: `completions` counts the texts that came, valid or not. */
export interface Judgement {
  readonly answer: PanelAnswer;
  readonly completions: number;
  readonly costs: readonly ScoringCost[];
}

const LONGEST_REASON = 500;

const askOnce = async (
  protocol: JudgeProtocol,
  judge: JudgeEndpoint,
  item: ScoreItem,
  messages: readonly JudgeMessage[],
  tries: number,
  signal: AbortSignal,
): Promise<{ judgement: Judgement; again: readonly JudgeMessage[] | undefined }> => {
  const reply = await judge.complete(messages, protocol.format(item), signal);
  const costs = [reply.cost];
  const from = { judge: judge.name, tries };
  if (reply.kind === 'failed') {
    const { failure: problem, detail } = reply;
    const answer = { ...from, valid: false, label: null, problem, detail } as const;
    return { judgement: { answer, completions: 0, costs }, again: undefined };
  }
  const read = protocol.read(item, reply.text);
  if (read.kind === 'invalid') {
    const answer = { ...from, valid: false, label: null, problem: read.problem } as const;
    const again = protocol.again(messages, reply.text, read.problem);
    return { judgement: { answer, completions: 1, costs }, again };
  }
  const { label, facts } = read;
  const answer = {
    ...from,
    valid: true,
    label,
    facts,
    reason: read.reason.slice(0, LONGEST_REASON),
  } as const;
  return { judgement: { answer, completions: 1, costs }, again: undefined };
};

const joined = (first: Judgement, second: Judgement): Judgement => ({
  answer: second.answer,
  completions: first.completions + second.completions,
  costs: [...first.costs, ...second.costs],
});

/** Asks one judge about one response, and once more when its answer cannot be used and asking again may help. Rejects only on abort. */
export const askJudge = async (
  protocol: JudgeProtocol,
  judge: JudgeEndpoint,
  item: ScoreItem,
  messages: readonly JudgeMessage[],
  signal: AbortSignal,
): Promise<Judgement> => {
  const first = await askOnce(protocol, judge, item, messages, 1, signal);
  if (first.again === undefined) return first.judgement;
  const second = await askOnce(protocol, judge, item, first.again, 2, signal);
  return joined(first.judgement, second.judgement);
};
