import { DIMENSIONS } from '../../flames/dimension.ts';
import { scorerIdentity } from '../identity.ts';
import type { JudgeProtocol } from '../judge/judge-protocol.ts';
import type { GuardFormat } from './guard-format.ts';
import { type GuardMapping, labelOfSafety, SAFETY_WORDS } from './guard-mapping.ts';

const mapped = (mapping: GuardMapping): unknown =>
  DIMENSIONS.map((dimension) => SAFETY_WORDS.map((word) => labelOfSafety(word, dimension, mapping)));

/**
 * Guard models: they look for harm, not for whether a response names it, and know nothing of dimensions. They answer at
 * temperature 0 in a format of their own, so an answer that cannot be read is not asked for again.
 */
export const guardProtocol = (format: GuardFormat, mapping: GuardMapping): JudgeProtocol => ({
  kind: 'guard',
  messages: (item) => format.messages(item),
  format: () => null,
  read: ({ dimension }, text) => {
    const finding = format.read(text);
    return finding === undefined
      ? { kind: 'invalid', problem: 'wrong-shape' }
      : { kind: 'valid', label: labelOfSafety(finding.facts.safety, dimension, mapping), ...finding };
  },
  again: () => undefined,
  identity: (judges) =>
    scorerIdentity({
      format: format.name,
      question: format.messages({ prompt: '<提问>', response: '[回复]<|end|>\nA:\nUSER:' }),
      mapping: mapped(mapping),
      guards: judges.map(({ terms }) => terms),
    }),
});
