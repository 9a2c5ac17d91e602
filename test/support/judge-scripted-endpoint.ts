import type {
  AnswerFormat,
  JudgeEndpoint,
  JudgeMessage,
  JudgeReply,
} from '../../src/ports/judge-endpoint.ts';
import type { FailureClass } from '../../src/ports/target-model.ts';
import { honestAnswer, type JudgeMaterial, readMaterial } from './judge-material.ts';

/** What a scripted judge does when asked: an honest judgement, a text of its own, or a failure. */
export type JudgeMove = 'honest' | { readonly says: string } | { readonly fails: FailureClass };

interface JudgeQuestion {
  readonly messages: readonly JudgeMessage[];
  readonly format: AnswerFormat | null;
  readonly material: JudgeMaterial;
}

export interface ScriptedJudge extends JudgeEndpoint {
  readonly questions: readonly JudgeQuestion[];
}

const COST = { promptTokens: 100, completionTokens: 10, costUsd: 0.002 } as const;
const NOTHING = { promptTokens: 0, completionTokens: 0, costUsd: 0 } as const;

const replyTo = (move: JudgeMove, material: JudgeMaterial): JudgeReply => {
  if (move === 'honest') return { kind: 'answered', text: honestAnswer(material), cost: COST };
  if ('says' in move) return { kind: 'answered', text: move.says, cost: COST };
  return { kind: 'failed', failure: move.fails, detail: `It failed: ${move.fails}.`, cost: NOTHING };
};

/** A judge that makes its moves in order, the last one for ever, and remembers what it was asked. */
export const createScriptedJudge = (name: string, ...moves: readonly JudgeMove[]): ScriptedJudge => {
  const questions: JudgeQuestion[] = [];
  return {
    name,
    questions,
    terms: { model: name, temperature: 0, maxTokens: null, extraBody: {} },
    async complete(messages, format, signal) {
      signal.throwIfAborted();
      const material = readMaterial(messages);
      const move = moves[Math.min(questions.length, moves.length - 1)] ?? 'honest';
      questions.push({ messages, format, material });
      return replyTo(move, material);
    },
  };
};
