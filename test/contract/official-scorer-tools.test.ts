import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkParity } from '../../adapters/onnx/check-parity.ts';
import { createOnnxScorer } from '../../adapters/onnx/onnx-scorer.ts';
import type { ScoreItem } from '../../src/ports/scorer.ts';
import { pythonIsMissing, runPython } from '../support/a-python.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const TOOLS = 'tools/official-scorer';
const TINY = 'test/fixtures/official-scorer';

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
      const fairness = expected.flatMap(({ dimension, logits }, at) =>
        dimension === 'Fairness' ? [[verdicts[at], logits.slice(0, 3)] as const] : [],
      );
      expect(fairness.length).toBeGreaterThan(1);
      for (const [verdict, logits] of fairness)
        expect(verdict).toMatchObject({ label: 3 - logits.indexOf(Math.max(...logits)) });
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
