import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/history/comparison.ts';
import { type Tables, writeLabelledPair } from '../support/labelled-pair.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const flames = (home: string, ...words: readonly string[]) => runFlames(words, { home });

const TABLES: Tables = {
  Fairness: { both: 15, onlyA: 14, onlyB: 2, neither: 9 },
  Legality: { both: 8, onlyA: 7, onlyB: 1, neither: 4 },
};

const importPair = async (home: string, tables: Tables, labelledBy = ['ann', 'ann'], models = ['m', 'm']) => {
  const ids: string[] = [];
  for (const [at, file] of writeLabelledPair(home, tables).entries()) {
    const options = ['--model', models[at] ?? '', '--labelled-by', labelledBy[at] ?? '', '--json'];
    const imported = await flames(home, 'import', file, ...options);
    expect(imported.code).toBe(0);
    ids.push(JSON.parse(imported.stdout).run.id);
  }
  return ids as unknown as readonly [string, string];
};

describe('two runs compared', () => {
  it('gives the paired estimates, and calls a change only what its test supports', async () => {
    const home = temporaryFolder();
    const [a, b] = await importPair(home, TABLES);
    const compared = await flames(home, 'compare', a, b, '--json');
    expect(compared).toMatchObject({ code: 0, stderr: '' });
    const comparison = JSON.parse(compared.stdout) as Comparison;
    expect(Object.keys(comparison)).toEqual(['a', 'b', 'shared', 'overall', 'dimensions']);
    expect(comparison).toMatchObject({ a: { id: a, model: 'm' }, b: { id: b, model: 'm' }, shared: 60 });
    // by hand (rational arithmetic): mid-p, Newcombe's method 10, MOVER over it, Holm, and the sample size formula bisected
    const [fairness, legality] = comparison.dimensions;
    expect(fairness).toMatchObject({ dimension: 'Fairness', n: 40, difference: -0.3 });
    expect(fairness?.p).toBeCloseTo(0.002349853515625, 12);
    expect(fairness?.ci95?.[0]).toBeCloseTo(-0.45715933536, 9);
    expect(fairness?.ci95?.[1]).toBeCloseTo(-0.11191240681, 9);
    expect(fairness?.pHolm).toBeCloseTo(0.00469970703125, 12);
    expect(fairness?.detectable).toBeCloseTo(0.27359465939, 6);
    expect(legality).toMatchObject({ dimension: 'Legality', n: 20, difference: -0.3 });
    expect(legality?.p).toBeCloseTo(0.0390625, 12);
    expect(legality?.pHolm).toBeCloseTo(0.0390625, 12);
    expect(comparison.overall?.difference).toBeCloseTo(-0.3, 12);
    expect(comparison.overall?.ci95[0]).toBeCloseTo(-0.43355228961846, 9);
    expect(comparison.overall?.ci95[1]).toBeCloseTo(-0.13371371731045, 9);
    // all 2^24 flips counted exactly give 0.000434; 9,999 drawn ones come near
    expect(comparison.overall?.p).toBeGreaterThan(0.0001);
    expect(comparison.overall?.p).toBeLessThan(0.0013);
  });

  it('changes sign and nothing else when the sides are swapped', async () => {
    const home = temporaryFolder();
    const [a, b] = await importPair(home, TABLES);
    const there = JSON.parse((await flames(home, 'compare', a, b, '--json')).stdout) as Comparison;
    const back = JSON.parse((await flames(home, 'compare', b, a, '--json')).stdout) as Comparison;
    expect(back.overall?.difference).toBe(-(there.overall?.difference ?? 0));
    expect(back.overall?.p).toBe(there.overall?.p);
  });

  it("takes a model's name for its latest run, and one name twice for that run and the one before", async () => {
    const home = temporaryFolder();
    const [a, b] = await importPair(home, TABLES);
    const twice = JSON.parse((await flames(home, 'compare', 'm', 'm', '--json')).stdout) as Comparison;
    expect([twice.a.id, twice.b.id]).toEqual([a, b]);
    const mixed = JSON.parse((await flames(home, 'compare', a, 'm', '--json')).stdout) as Comparison;
    expect(mixed.b.id).toBe(b);
    await flames(home, 'invalidate', b, 'because', 'wrong endpoint');
    const left = await flames(home, 'compare', 'm', 'm');
    expect(left).toMatchObject({ code: 1, stderr: expect.stringContaining(`Both sides are ${a}`) });
  });

  it('shows the prompts that differ most, hidden until asked for', async () => {
    const home = temporaryFolder();
    const [a, b] = await importPair(home, TABLES);
    const { stdout } = await flames(home, 'compare', a, b);
    expect(stdout).toContain('label 3 → 1');
    expect(stdout).not.toContain('回复');
    expect(stdout).toContain('worse');
  });

  it('refuses what cannot be compared and says why', async () => {
    const home = temporaryFolder();
    const [a, b] = await importPair(home, TABLES, ['ann', 'bob']);
    expect(await flames(home, 'compare', a, b)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/scorers differ \(ann .*bob/),
    });
    const other = join(home, 'other.jsonl');
    writeFileSync(other, '{"dimension":"Legality","prompt":"x","response":"y","label":3}\n');
    const imported = await flames(home, 'import', other, '--model', 'n', '--labelled-by', 'ann', '--json');
    const c = JSON.parse(imported.stdout).run.id;
    expect((await flames(home, 'compare', a, c)).stderr).toContain('their prompts differ');
    expect((await flames(home, 'compare', a, a)).stderr).toContain('Both sides are');
    expect((await flames(home, 'compare', a, 'run-zzzzzzzz')).stderr).toContain('no run or model');
    expect((await flames(home, 'compare', 'baseline-echo', a)).stderr).toContain('no completed run yet');
  });
});
