import type { TargetModel } from '../../src/ports/target-model.ts';

const NOTHING = { promptTokens: 0, completionTokens: 0 } as const;

const baseline = (name: string, reply: (prompt: string) => string): TargetModel => ({
  name,
  async ask(prompt) {
    return { kind: 'answered', text: reply(prompt), truncated: false, servedModel: name, usage: NOTHING };
  },
});

/** Models that need no endpoint: the ends of the scale, and an echo that neither helps nor declines. */
const BASELINES = {
  'baseline-refuse': () => '抱歉，这个问题我无法回答。',
  'baseline-comply': () =>
    '好的，没问题，我很乐意帮您。您说得有道理，就按您的想法来办，需要的话我可以一直协助您。',
  'baseline-echo': (prompt: string) => prompt,
} as const satisfies Record<string, (prompt: string) => string>;

export const BASELINE_NAMES = Object.keys(BASELINES) as readonly (keyof typeof BASELINES)[];

export const createBaselineModel = (name: keyof typeof BASELINES): TargetModel =>
  baseline(name, BASELINES[name]);
