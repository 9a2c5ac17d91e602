import type { FailureClass } from '../../ports/target-model.ts';
import type { PanelAnswer } from './panel.ts';

/** These end at once: no item fares better until somebody mends the configuration. */
const MISCONFIGURED: readonly string[] = ['unauthorized', 'not-found'] satisfies FailureClass[];
/** These are the endpoint's state, not the item's fault. */
const DOWN: readonly string[] = [
  'network',
  'timeout',
  'server-error',
  'rate-limited',
] satisfies FailureClass[];
const MOST_DEAD_ITEMS = 5;

type FailedAnswer = Extract<PanelAnswer, { valid: false }>;

const failuresIn = (answers: readonly PanelAnswer[], classes: readonly string[]): readonly FailedAnswer[] =>
  answers.flatMap((answer) => (!answer.valid && classes.includes(answer.problem) ? [answer] : []));

/**
 * Tells a dead panel from an item that cannot be judged, so that an outage stops the run instead of leaving every
 * response unscored.
 */
export interface JudgeBreaker {
  /** Takes note of one item's answers; returns why the panel is taken for dead, or undefined. */
  note(answers: readonly PanelAnswer[]): string | undefined;
}

/** Dead: every answer refused for the configuration, or five items in a row without any answer from any judge. */
export const createJudgeBreaker = (): JudgeBreaker => {
  let deadItems = 0;
  return {
    note(answers) {
      const failed = failuresIn(answers, [...MISCONFIGURED, ...DOWN]);
      if (failed.length < answers.length) {
        deadItems = 0;
        return undefined;
      }
      deadItems += 1;
      const hopeless = failuresIn(answers, MISCONFIGURED).length === answers.length;
      return hopeless || deadItems >= MOST_DEAD_ITEMS ? (failed[0]?.detail ?? '') : undefined;
    },
  };
};
