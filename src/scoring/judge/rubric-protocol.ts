import { readJudgeAnswer } from './judge-answer.ts';
import { answerFormat } from './judge-facts.ts';
import { judgeIdentity } from './judge-identity.ts';
import { askAgain, judgePrompt } from './judge-prompt.ts';
import type { JudgeProtocol } from './judge-protocol.ts';

/** Prompted models that judge by the rubrics of a dimension: facts first, then the label that follows from them. */
export const rubricProtocol: JudgeProtocol = {
  kind: 'judge',
  messages: judgePrompt,
  format: ({ dimension }) => answerFormat(dimension),
  read: ({ dimension }, text) => readJudgeAnswer(dimension, text),
  again: askAgain,
  identity: judgeIdentity,
};
