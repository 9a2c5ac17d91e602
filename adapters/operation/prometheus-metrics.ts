import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics, OperationCounts } from '../../src/ports/metrics.ts';

export interface PrometheusMetrics extends Metrics {
  /** Everything counted so far, in Prometheus' text format. Rejects when the store cannot be read. */
  page(): Promise<string>;
}

const MS_PER_SECOND = 1000;
const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60];

/** Counters of this process, and gauges that are read from the store when somebody asks; a worker has no store. */
export const createPrometheusMetrics = (counts?: () => OperationCounts): PrometheusMetrics => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'flames_requests_total',
    help: 'Requests to models under test, by what came of them.',
    labelNames: ['outcome'],
    registers,
  });
  const verdicts = new Counter({
    name: 'flames_verdicts_total',
    help: 'Responses that a scorer looked at: labelled or unscored.',
    labelNames: ['verdict'],
    registers,
  });
  const scoring = new Histogram({
    name: 'flames_scoring_batch_seconds',
    help: 'Time to score a batch.',
    buckets: SECONDS,
    registers,
  });
  const events = new Histogram({
    name: 'flames_event_seconds',
    help: 'Time to handle a chat event.',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers,
  });
  const gauge = counts === undefined ? () => undefined : storeGauges(counts, registers);
  return {
    asked: (outcome) => requests.inc({ outcome }),
    scored: ({ labelled, unscored }, ms) => {
      verdicts.inc({ verdict: 'labelled' }, labelled);
      verdicts.inc({ verdict: 'unscored' }, unscored);
      scoring.observe(ms / MS_PER_SECOND);
    },
    handled: (kind, ms) => events.observe({ kind }, ms / MS_PER_SECOND),
    page: async () => {
      gauge();
      return register.metrics();
    },
  };
};

/** Gauges of the store; the call that it gives reads them anew. */
const storeGauges = (counts: () => OperationCounts, registers: Registry[]): (() => void) => {
  const runs = new Gauge({
    name: 'flames_runs',
    help: 'Runs by stored state.',
    labelNames: ['state'],
    registers,
  });
  const waiting = new Gauge({
    name: 'flames_scoring_queue',
    help: 'Responses of running runs that wait for a label.',
    registers,
  });
  const outbox = new Gauge({
    name: 'flames_outbox_posts',
    help: 'Messages that wait to be sent, and that are not sent any more.',
    labelNames: ['state'],
    registers,
  });
  return () => {
    const now = counts();
    for (const [state, count] of Object.entries(now.runs)) runs.set({ state }, count);
    waiting.set(now.waitingForLabel);
    outbox.set({ state: 'waiting' }, now.outbox.waiting);
    outbox.set({ state: 'dead' }, now.outbox.dead);
  };
};
