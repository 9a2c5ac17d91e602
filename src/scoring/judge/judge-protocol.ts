import type { ScorerIdentity } from '../../ids.ts';
import type { AnswerFormat, JudgeEndpoint, JudgeMessage } from '../../ports/judge-endpoint.ts';
import type { ScoreItem, ScorerKind } from '../../ports/scorer.ts';
import type { AnswerProblem, JudgeAnswer } from './judge-answer.ts';

/** How a panel's members are asked about a response and how their answers are read: by rubrics, or as a guard model. */
export interface JudgeProtocol {
  readonly kind: Extract<ScorerKind, 'judge' | 'guard'>;
  /** What is asked about a response that is cleaned and not empty. */
  messages(item: ScoreItem): readonly JudgeMessage[];
  /** The shape that an endpoint is held to; `null` for models that have a format of their own. */
  format(item: ScoreItem): AnswerFormat | null;
  /** Strict: whatever is not in the format is invalid, there is no default. Never throws. */
  read(item: ScoreItem, text: string): JudgeAnswer;
  /** What is asked after an answer that cannot be used; undefined where the same would come again. */
  again(
    messages: readonly JudgeMessage[],
    answer: string,
    problem: AnswerProblem,
  ): readonly JudgeMessage[] | undefined;
  /** Hash of everything that decides a label. */
  identity(judges: readonly JudgeEndpoint[], samples: number, minimumValid: number): ScorerIdentity;
}
