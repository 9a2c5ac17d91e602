import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFiles } from '../../adapters/onnx/write-package.ts';
import { readTrainingRows, trainScorer } from '../../src/scoring/train-scorer.ts';

const EMBEDDED = 'data/scorers/embedded';
const labelled = async (part: string) =>
  readTrainingRows(part, await readFile(`data/labelled/${part}.jsonl`, 'utf8'));

it('the embedded scorer is what training gives again, byte for byte', async () => {
  const trained = trainScorer({
    name: 'embedded',
    licence: 'Apache-2.0',
    training: await labelled('training'),
    evaluation: await labelled('evaluation'),
  });
  for (const [name, bytes] of packageFiles(trained)) {
    expect(Buffer.compare(bytes, await readFile(join(EMBEDDED, name))), name).toBe(0);
  }
});
