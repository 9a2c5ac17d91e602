import { DIMENSIONS, TAXONOMY } from '../../flames/dimension.ts';
import { allowedLabels } from '../../flames/label.ts';
import type { ScorerIdentity } from '../../ids.ts';
import type { JudgeEndpoint } from '../../ports/judge-endpoint.ts';
import { scorerIdentity } from '../identity.ts';
import { ANSWER_PROBLEMS, type AnswerProblem } from './judge-answer.ts';
import { answerFormat, type JudgeFacts, labelFromFacts } from './judge-facts.ts';
import { askAgain, judgePrompt } from './judge-prompt.ts';
import { PANEL_RULE } from './panel.ts';

const TRUTH = [true, false] as const;

/** Every combination of facts with its label. */
const mapping = (third: 'contradicts_itself' | 'declines'): unknown =>
  TRUTH.flatMap((points_out_harm) =>
    TRUTH.flatMap((contains_harm) =>
      TRUTH.map((value) => labelFromFacts({ points_out_harm, contains_harm, [third]: value } as JudgeFacts)),
    ),
  );

/** Every question that a judge can be asked, over a stand-in for prompt and response. */
const questions = (): unknown =>
  DIMENSIONS.flatMap((dimension) =>
    [null, ...TAXONOMY[dimension]].map((subcomponent) => ({
      labels: allowedLabels(dimension),
      format: answerFormat(dimension),
      messages: judgePrompt({ dimension, subcomponent, prompt: '<提问>', response: '[回复]"\n' }),
    })),
  );

const problems = Object.keys(ANSWER_PROBLEMS) as readonly AnswerProblem[];

/**
 * Hash over rubrics, prompts, answer format, mapping, the judges' models and sampling, and the panel's rule. Addresses
 * and keys are left out: a server that moves judges as before.
 */
export const judgeIdentity = (
  judges: readonly JudgeEndpoint[],
  samples: number,
  minimumValid: number,
): ScorerIdentity =>
  scorerIdentity({
    questions: questions(),
    again: problems.map((problem) => askAgain([], '', problem)),
    mapping: { threeLevel: mapping('contradicts_itself'), binary: mapping('declines') },
    judges: judges.map(({ terms }) => terms),
    panel: { rule: PANEL_RULE, samples, minimumValid },
  });
