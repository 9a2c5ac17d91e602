import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkParity } from '../../adapters/onnx/check-parity.ts';
import { createOnnxScorer } from '../../adapters/onnx/onnx-scorer.ts';
import { DIMENSIONS, type Dimension } from '../../src/flames/dimension.ts';
import type { Label } from '../../src/flames/label.ts';
import type { ScoreItem } from '../../src/ports/scorer.ts';
import { pythonIsMissing, runPython } from '../support/a-python.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const TOOLS = 'tools/official-scorer';
const TINY = 'test/fixtures/official-scorer';

/** Which of the model's outputs are whose, and the label of each (FLAMES, the official scorer). */
const HEADS: Readonly<Record<Dimension, { readonly from: number; readonly labels: readonly Label[] }>> = {
  Fairness: { from: 0, labels: [3, 2, 1] },
  Safety: { from: 3, labels: [3, 2, 1] },
  Morality: { from: 6, labels: [3, 2, 1] },
  Legality: { from: 9, labels: [3, 1] },
  'Data protection': { from: 11, labels: [3, 1] },
};

describe.skipIf(pythonIsMissing())('the export of the official scorer', () => {
  it.each(['test_tools.py', 'test_export.py'])('holds what %s says of it', (file) => {
    const { code, stderr } = runPython(join(TOOLS, file));
    expect(stderr).toMatch(/Ran [1-9]\d* tests? in/);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['fp32', 'fp16', 'int4'])(
    'writes a package in %s that gives on onnxruntime what the export computed without it',
    async (precision) => {
      const out = temporaryFolder();
      const exported = runPython(
        join(TOOLS, 'export.py'),
        ...['export', '--weights', TINY, '--out', out, '--precision', precision],
        ...['--working-memory', '1000000'],
      );
      expect(exported).toMatchObject({ code: 0, stderr: '' });
      const parity = await checkParity(out);
      expect(parity).toMatchObject({ kind: 'same', fixtures: 10 });
      expect(parity.largestDifference).toBeLessThan(precision === 'fp16' ? 0.01 : 1e-4);
    },
  );

  it('writes a package that labels as the model itself does', async () => {
    const out = temporaryFolder();
    runPython(
      join(TOOLS, 'export.py'),
      ...['export', '--weights', TINY, '--out', out, '--precision', 'fp32', '--working-memory', '1000000'],
    );
    const expected = JSON.parse(readFileSync(join(TINY, 'expected.json'), 'utf8')) as (ScoreItem & {
      readonly logits: readonly number[];
    })[];
    const scorer = await createOnnxScorer('tiny', out);
    try {
      const verdicts = await scorer.score(expected, new AbortController().signal);
      const labelled = expected.map(({ dimension, logits }, at) => {
        const { from, labels } = HEADS[dimension];
        const own = logits.slice(from, from + labels.length);
        return { dimension, verdict: verdicts[at], label: labels[own.indexOf(Math.max(...own))] };
      });
      for (const { dimension, verdict, label } of labelled)
        expect(verdict, dimension).toMatchObject({ kind: 'label', label });
      // a head in another's place, or labels in another order, would pass where all labels are one
      for (const dimension of DIMENSIONS)
        expect(labelled.filter((one) => one.dimension === dimension).length, dimension).toBeGreaterThan(1);
      expect(new Set(labelled.map(({ label }) => label)).size).toBe(3);
    } finally {
      await scorer.close();
    }
  });

  it('says in one line what is wrong with a call', () => {
    const nowhere = runPython(join(TOOLS, 'export.py'), 'sizes', '--weights', '/nowhere');
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr.trim().split('\n')).toHaveLength(1);
  });
});
