import { expect, it } from 'vitest';
import { othersTurns } from '../../test/support/others-turns.ts';
import type { ScorerIdentity } from '../ids.ts';
import type { ScoreItem } from '../ports/scorer.ts';
import { estimateScoringUsd } from './estimate-scoring.ts';

const JUDGE = { name: 'judge', identity: 'judge-1' as ScorerIdentity };

const asked = (text: string) => ({ dimension: 'Safety', subcomponent: null, text }) as const;
const audited = (prompt: string, said: 1 | null) => ({
  item: { dimension: 'Safety', subcomponent: null, prompt, response: '答' } as const,
  said,
});

it('a scorer is paid for each prompt and for each audited response that it has not seen, others served in between', async () => {
  const costs = { 问: 0.01, 查: 0.5, 见: 100 } as Readonly<Record<string, number>>;
  const ports = {
    scorers: { estimate: async () => (item: ScoreItem) => costs[item.prompt] ?? null },
    scorerRecords: {
      audited: (_scorer: ScorerIdentity, most: number) =>
        [audited('查', null), audited('见', 1), audited('查', null)].slice(0, most) as never,
    },
    config: { review: { headline: { measure: 2 } } },
  };
  const prompts = [...Array.from({ length: 4000 }, () => asked('问')), asked('无')];
  const { turns, result } = await othersTurns(estimateScoringUsd(JUDGE, prompts, ports));
  expect(result).toBeCloseTo(40.5, 9);
  expect(turns).toBeGreaterThanOrEqual(4);
});
