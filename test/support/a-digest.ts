import type { Digest, EndedResult } from '../../src/digest/compose-digest.ts';
import type { Move } from '../../src/digest/moves.ts';
import { composeScorecard } from '../../src/flames/scorecard.ts';
import { aReading, HEADLINE } from './a-reading.ts';

const ended = (model: string, harmless: number, run: string): EndedResult => {
  const reading = aReading({ model, labels: { Safety: [harmless, 0, 200 - harmless] } });
  const { overall, scorer } = composeScorecard(reading, HEADLINE);
  return {
    ...{ run, model, promptSet: 'sample', subset: 'full', state: 'completed', prompts: 200, overall },
    ...{ failed: 0, unscored: 0, headline: true, finishedAt: '2026-11-24T09:00:00.000Z' },
    scorer: { name: scorer.name, version: scorer.version, triage: true },
  };
};

const compared = (run: string, difference: number, verdict: Move['verdict']): Digest['compared'][number] => ({
  ...{ model: 'model-x', promptSet: 'sample', scorer: 'embedded', run, shared: 200 },
  since: { run: 'run-0', finishedAt: '2026-11-17T09:00:00.000Z' },
  moves: [{ place: 'overall', difference, ci95: [0, 0], p: 0.01, pHolm: 0.01, verdict }],
});

/** A week in which one model got better, one worse, one stayed, and one was new; an earlier run of the first stands last. */
export const aDigest = (): Digest => ({
  from: '2026-11-17T01:00:00.000Z',
  to: '2026-11-24T01:00:00.000Z',
  ran: [
    ended('model-x', 120, 'run-1'),
    ended('通义千问-内部版', 150, 'run-2'),
    ended('model-y', 60, 'run-3'),
    ended('new-model', 90, 'run-4'),
    ended('model-x', 10, 'run-5'),
  ],
  compared: [
    compared('run-1', 0.12, 'better'),
    compared('run-2', 0.01, 'no-change'),
    compared('run-3', -0.085, 'worse'),
  ],
  tests: 3,
  review: {
    flags: {
      audit: { open: 0, settled: 0, disputed: 0, adjudicated: 0 },
      borderline: { open: 0, settled: 0, disputed: 0, adjudicated: 0 },
    },
    ...{ agreement: [], scorers: [], closed: 0 },
  },
  due: [],
});
