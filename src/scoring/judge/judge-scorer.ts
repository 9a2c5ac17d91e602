import { UserError } from '../../errors.ts';
import type { JudgeEndpoint } from '../../ports/judge-endpoint.ts';
import type { ScoreItem, Scorer, ScorerQuality, Verdict } from '../../ports/scorer.ts';
import { cleanResponse } from '../clean-response.ts';
import { askJudge, type Judgement } from './ask-judge.ts';
import { createJudgeBreaker, type JudgeBreaker } from './judge-breaker.ts';
import type { JudgeProtocol } from './judge-protocol.ts';
import { decidePanel, type PanelAnswer } from './panel.ts';
import { rubricProtocol } from './rubric-protocol.ts';
import { sumCosts } from './scoring-cost.ts';

export interface JudgeScorerSettings {
  readonly name: string;
  /** The panel: at least one judge. */
  readonly judges: readonly JudgeEndpoint[];
  /** How often each judge is asked about a response; 1 without it. */
  readonly samples?: number | undefined;
  /** Valid judgements that a label needs; more than half of those asked without it. */
  readonly minimumValid?: number | undefined;
  /** How many responses are judged at once; 4 without it. Each judge limits its own requests besides. */
  readonly parallelItems?: number | undefined;
  readonly quality?: ScorerQuality | undefined;
  /** How the judges are asked and read; by the rubrics without it. */
  readonly protocol?: JudgeProtocol | undefined;
}

/**
 * Kept with every verdict. `completions` texts came from the judges and `parsed` of them were valid: the parse rate is
 * the quotient of their sums over a run.
 */
export interface JudgeEvidence {
  readonly answers: readonly PanelAnswer[];
  readonly completions: number;
  readonly parsed: number;
}

const evidenceOf = (judgements: readonly Judgement[]): JudgeEvidence => {
  const answers = judgements.map(({ answer }) => answer);
  const completions = judgements.reduce((sum, judgement) => sum + judgement.completions, 0);
  return { answers, completions, parsed: answers.filter(({ valid }) => valid).length };
};

interface Panel {
  readonly name: string;
  readonly protocol: JudgeProtocol;
  /** One entry for each time that a judge is asked. */
  readonly seats: readonly JudgeEndpoint[];
  readonly minimumValid: number;
  readonly breaker: JudgeBreaker;
}

const judge = async (panel: Panel, raw: ScoreItem, signal: AbortSignal): Promise<Verdict> => {
  const item = { ...raw, response: cleanResponse(raw.response) };
  if (item.response === '') return { kind: 'unscored', reason: 'The response is empty.' };
  const messages = panel.protocol.messages(item);
  const judgements = await Promise.all(
    panel.seats.map((seat) => askJudge(panel.protocol, seat, item, messages, signal)),
  );
  const evidence = evidenceOf(judgements);
  const dead = panel.breaker.note(evidence.answers);
  if (dead !== undefined) throw new UserError('judges-dead', { scorer: panel.name, detail: dead });
  const cost = sumCosts(judgements.flatMap(({ costs }) => costs));
  return { ...decidePanel(evidence.answers, panel.minimumValid), evidence, cost };
};

const createPanel = (settings: JudgeScorerSettings): Panel => {
  const { name, judges, samples = 1, minimumValid, protocol = rubricProtocol } = settings;
  const seats = Array.from({ length: samples }, () => judges).flat();
  const needed = minimumValid ?? Math.floor(seats.length / 2) + 1;
  if (seats.length === 0 || needed < 1 || needed > seats.length) {
    throw new UserError('judge-panel-size', { scorer: name, minimumValid: needed, asked: seats.length });
  }
  return { name, protocol, seats, minimumValid: needed, breaker: createJudgeBreaker() };
};

/**
 * A panel of models that judge: prompted ones by the rubrics of their dimension, or a guard by its own format.
 * In doubt a response is unscored. `score` rejects with a UserError when the panel is dead.
 */
export const createJudgeScorer = (settings: JudgeScorerSettings): Scorer => {
  const { name, judges, samples = 1, parallelItems = 4, quality } = settings;
  const panel = createPanel(settings);
  const identity = panel.protocol.identity(judges, samples, panel.minimumValid);
  return {
    description: {
      name,
      kind: panel.protocol.kind,
      identity,
      triage: false,
      ...(quality === undefined ? {} : { quality }),
    },
    batchSize: 1,
    parallelBatches: parallelItems,
    score: (items, signal) => Promise.all(items.map((item) => judge(panel, item, signal))),
    close: async () => undefined,
  };
};
