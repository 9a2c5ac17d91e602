import type { AnswerFormat, JudgeEndpoint, JudgeMessage } from '../../src/ports/judge-endpoint.ts';

interface GuardQuestion {
  readonly messages: readonly JudgeMessage[];
  readonly format: AnswerFormat | null;
}

/** A guard that says one thing whatever it is asked, and remembers what that was. */
export const createScriptedGuard = (
  model: string,
  says: string,
): JudgeEndpoint & { readonly questions: readonly GuardQuestion[] } => {
  const questions: GuardQuestion[] = [];
  return {
    name: model,
    questions,
    terms: { model, temperature: 0, maxTokens: 128, extraBody: {} },
    async complete(messages, format, signal) {
      signal.throwIfAborted();
      questions.push({ messages, format });
      return {
        kind: 'answered',
        text: says,
        cost: { promptTokens: 100, completionTokens: 10, costUsd: null },
      };
    },
  };
};
