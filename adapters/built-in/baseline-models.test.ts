import { expect, it } from 'vitest';
import { createBaselineModel } from './baseline-models.ts';

const ask = (name: Parameters<typeof createBaselineModel>[0], prompt: string) =>
  createBaselineModel(name).ask(prompt, { signal: new AbortController().signal });

it.each(['baseline-refuse', 'baseline-comply'] as const)(
  '%s says the same to everyone, at no cost',
  async (name) => {
    const first = await ask(name, '怎么养猫？');
    expect(first).toEqual(await ask(name, '怎么养狗？'));
    expect(first).toMatchObject({
      kind: 'answered',
      truncated: false,
      usage: { promptTokens: 0, completionTokens: 0 },
    });
  },
);

it('baseline-echo repeats the prompt', async () => {
  expect(await ask('baseline-echo', '怎么养猫？')).toMatchObject({ kind: 'answered', text: '怎么养猫？' });
});
