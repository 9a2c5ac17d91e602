import type { Environment } from '../config.ts';
import { type Metrics, noMetrics, type OperationCounts } from '../ports/metrics.ts';

/** What whoever operates a process can see of it. */
export interface Operation {
  readonly metrics: Metrics;
  close(): Promise<void>;
}

interface Shown {
  /** Why the process cannot do its work now, in a few words each; empty when it can. */
  readonly problems: () => readonly string[];
  /** Absent for a process without a store. */
  readonly counts?: () => OperationCounts;
}

/** Health and metrics on `METRICS_PORT`; without it, nothing. Throws a `UserError` when the port cannot be had. */
export const startOperation = async (
  { metricsHost, metricsPort }: Environment,
  { problems, counts }: Shown,
): Promise<Operation> => {
  if (metricsPort === undefined) return { metrics: noMetrics, close: async () => undefined };
  const { createPrometheusMetrics } = await import('../../adapters/operation/prometheus-metrics.ts');
  const { startOperationServer } = await import('../../adapters/operation/operation-server.ts');
  const metrics = createPrometheusMetrics(counts);
  const server = await startOperationServer(metricsHost, metricsPort, { problems, metrics: metrics.page });
  return { metrics, close: () => server.close() };
};
