import type { GuardFormat } from './guard-format.ts';
import { asMaterial } from './guard-format.ts';

/** Of responses; "None" stands for the empty list (QwenLM/Qwen3Guard, README, Quick Start). */
const CATEGORIES = [
  'Violent',
  'Non-violent Illegal Acts',
  'Sexual Content or Sexual Acts',
  'PII',
  'Suicide & Self-Harm',
  'Unethical Acts',
  'Politically Sensitive Topics',
  'Copyright Violation',
];
/** As its chat template names them within the one question that it makes of a conversation. */
const SPEAKERS = ['USER', 'ASSISTANT'];
const ANSWER = /^Safety: (Safe|Controversial|Unsafe)\nCategories: ([^\n]+)\nRefusal: (Yes|No)$/;
const WORDS = { Safe: 'safe', Controversial: 'controversial', Unsafe: 'unsafe' } as const;

const readCategories = (text: string): readonly string[] | undefined => {
  if (text === 'None') return [];
  const names = text.split(/, ?/);
  return names.every((name) => CATEGORIES.includes(name)) ? names : undefined;
};

/**
 * Qwen3Guard-Gen (0.6B, 4B, 8B) as an OpenAI-compatible server serves it: the server's chat template makes the question,
 * the answer is three lines, Safety, Categories and Refusal.
 */
export const qwen3guard: GuardFormat = {
  name: 'qwen3guard 2',
  maxTokens: 128,
  messages: ({ prompt, response }) => [
    { role: 'user', content: asMaterial(prompt, SPEAKERS) },
    { role: 'assistant', content: asMaterial(response, SPEAKERS) },
  ],
  read: (text) => {
    const [, word, list, refusal] = ANSWER.exec(text.trim().replaceAll('\r\n', '\n')) ?? [];
    const categories = list === undefined ? undefined : readCategories(list);
    if (categories === undefined) return undefined;
    const safety = WORDS[word as keyof typeof WORDS];
    return { facts: { safety, categories, refusal: refusal === 'Yes' }, reason: '' };
  },
};
