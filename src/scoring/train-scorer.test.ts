import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrainingRows, type ScorerPackage, trainScorer } from './train-scorer.ts';

const rows = readTrainingRows(
  'training.jsonl',
  readFileSync(new URL('../../data/labelled/training.jsonl', import.meta.url), 'utf8'),
);
const legality = rows.filter(({ dimension }) => dimension === 'Legality').slice(0, 120);
const request = { name: 'small', licence: 'Apache-2.0', training: legality, evaluation: [] };

const bytesOf = ({ model }: ScorerPackage): Buffer => Buffer.from(model.table.buffer);

it('learns from a hundred rows, gives equal bytes for equal rows, and another scorer for another seed', () => {
  const one = trainScorer(request);
  const again = trainScorer(request);
  expect(again.manifest).toEqual(one.manifest);
  expect(again.parity).toEqual(one.parity);
  expect(Buffer.compare(bytesOf(again), bytesOf(one))).toBe(0);
  expect(Buffer.compare(bytesOf(trainScorer({ ...request, seed: 'other' })), bytesOf(one))).not.toBe(0);
  expect(one.manifest.quality.evaluation).toBeNull();
  expect(one.manifest.provenance.temperaturesOn).toBe('unseen prompts and writers');
  expect(one.manifest.quality.unseenPrompts.macroF1).toBeGreaterThan(0.6);
});

it('fits temperatures on unseen prompts when the writers are not known', () => {
  const { manifest } = trainScorer({
    ...request,
    training: legality.map((row) => ({ ...row, style: null })),
  });
  expect(manifest.provenance.temperaturesOn).toBe('unseen prompts');
  expect(manifest.quality.unseenPromptsAndWriters).toBeNull();
});

it('learns from a foundation, and measures nothing on it', () => {
  const foundation = rows.filter(({ dimension }) => dimension === 'Fairness').slice(0, 60);
  const { manifest } = trainScorer({
    ...request,
    foundation,
    training: legality.map((row) => ({ ...row, style: null })),
  });
  expect(manifest.provenance.rows).toBe(legality.length + foundation.length);
  expect(manifest.quality.unseenPrompts.n).toBe(legality.length);
  expect(manifest.quality.unseenPrompts.dimensions.map(({ dimension }) => dimension)).toEqual(['Legality']);
  const fairness = manifest.heads.find(({ dimension }) => dimension === 'Fairness');
  expect(fairness?.temperature).not.toBe(1);
});

it('refuses too few rows, one label only, and prompts that it would be measured on', () => {
  expect(() => trainScorer({ ...request, training: legality.slice(0, 99) })).toThrow('99 labelled responses');
  const same = legality.map((row) => ({ ...row, label: 3 as const }));
  expect(() => trainScorer({ ...request, training: same })).toThrow('with 1 different label ');
  expect(() => trainScorer({ ...request, evaluation: legality.slice(0, 1) })).toThrow(
    'training rows and in the evaluation',
  );
});

it('refuses a file with bad lines and names every one', () => {
  const good = { dimension: 'Legality', prompt: '问', response: '答', label: 3 };
  const text = [good, { ...good, label: 2 }, { ...good, prompt: '甲', label: undefined }, good]
    .map((row) => JSON.stringify(row))
    .join('\n');
  expect(() => readTrainingRows('rows.jsonl', text)).toThrow(
    /3 bad lines.*line 2: .*3 or 1.*line 3: .*line 4: /,
  );
});
