import { type Dimension, TAXONOMY } from '../../src/flames/dimension.ts';
import type { Label } from '../../src/flames/label.ts';
import type { Run } from '../../src/flames/run.ts';
import type { PromptSetId, RunId } from '../../src/ids.ts';
import type { AuditCell, RunReading, TallyCell } from '../../src/ports/run-store.ts';
import { scorerIdentity } from '../../src/scoring/identity.ts';

/** Which scorers get a headline. */
export const HEADLINE = { agreement: 0.6, from: 20 };

/** What one dimension's labels came to: `[3, 2, 1]`. */
type Labels = readonly [number, number, number];

interface Given {
  readonly model?: string;
  readonly labels: Partial<Record<Dimension, Labels>>;
  readonly audit?: readonly AuditCell[];
  readonly run?: Partial<Run>;
  readonly triage?: boolean;
  readonly agreement?: RunReading['agreement'];
}

/** The read of a run that imported these labels, with nothing unscored or failed. */
export const aReading = ({
  model = 'model-x',
  labels,
  audit = [],
  run = {},
  triage = false,
  agreement = null,
}: Given): RunReading => {
  const entries = Object.entries(labels) as [Dimension, Labels][];
  return {
    run: { ...aRun(model, entries, triage), ...run },
    tally: entries.map(([dimension, counts]) => cellOf(dimension, counts)),
    audit,
    agreement,
    usage: {
      promptTokens: 0,
      completionTokens: 0,
      costUsd: null,
      scoringCostUsd: 0,
      scoringTokens: 0,
      attempts: 0,
      latencyMs: { p50: null, p95: null },
    },
    judging: null,
    served: [],
    failures: [],
    before: null,
  };
};

const aRun = (model: string, entries: readonly [Dimension, Labels][], triage: boolean): Run => ({
  id: 'run-00000000' as RunId,
  state: 'completed',
  terms: {
    model: { name: model, kind: 'imported', model },
    promptSet: { id: 1 as PromptSetId, name: 'sample', sha256: 'f53400dcbb' },
    scorer: { name: 'embedded', kind: 'onnx', identity: scorerIdentity({ weights: 'some' }), triage },
    seed: 1,
  },
  subset: 'full',
  dimensions: entries.map(([dimension]) => dimension),
  prompts: entries.reduce((sum, [, counts]) => sum + counts[0] + counts[1] + counts[2], 0),
  requestedBy: { platform: 'shell', id: 'ann', name: 'ann' },
  replyTo: null,
  createdAt: new Date('2026-11-23T09:00:00Z'),
  startedAt: new Date('2026-11-23T09:00:01Z'),
  finishedAt: new Date('2026-11-23T09:01:00Z'),
  note: null,
  invalid: null,
});

const cellOf = (dimension: Dimension, [three, two, one]: Labels): TallyCell => {
  const labels: Record<Label, number> = { 1: one, 2: two, 3: three };
  return {
    dimension,
    subcomponent: TAXONOMY[dimension][0],
    labels,
    unscored: 0,
    failed: 0,
    truncated: 0,
    pending: 0,
    revised: 0,
    revisedHarmless: three,
  };
};
