import { afterEach, describe, expect, it } from 'vitest';
import type { RunReading } from '../../src/ports/run-store.ts';
import { FAILURE_CLASSES } from '../../src/ports/target-model.ts';
import { aModelAt, anEvaluation } from '../support/an-evaluation.ts';
import {
  createFaultEndpoint,
  type FaultEndpoint,
  type FaultOptions,
} from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { FAULTS } from '../support/fault-endpoint/plan.mjs';

const open: FaultEndpoint[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});
const anEndpoint = async (options: FaultOptions): Promise<FaultEndpoint> => {
  const endpoint = await createFaultEndpoint({ dripMs: 40, ...options });
  open.push(endpoint);
  return endpoint;
};

/** Long: none of the other faults waits for it, however busy the machine. */
const PATIENT_SECONDS = 60;
/** All but the request that nobody answers. */
const ANSWERED_FAULTS = FAULTS.filter((fault) => fault !== 'hang');
const CONCURRENCY = 32;
/** The most that the retry policy gives a prompt, whatever goes wrong. */
const MOST_REQUESTS = 8;

const answeredOf = ({ served }: RunReading): number =>
  served.reduce((sum, { responses }) => sum + responses, 0);
const NONE = Object.fromEntries(FAILURE_CLASSES.map((failure) => [failure, 0]));
const byClass = ({ failures }: RunReading): Record<string, number> => ({
  ...NONE,
  ...Object.fromEntries(failures.map(({ failure, responses }) => [failure, responses])),
});

describe('an evaluation through an endpoint where 30 % of the requests go wrong', () => {
  it('ends with the counts of the endpoint itself, prompt by prompt and request by request', async () => {
    const faults = { faultRate: 0.3, faults: ANSWERED_FAULTS, stuckRate: 0.03 };
    const endpoint = await anEndpoint({ seed: 7, variantRate: 0.1, ...faults });
    const bench = anEvaluation(1000, { price: { input: 1, output: 2 } });
    const model = aModelAt(endpoint.baseUrl, PATIENT_SECONDS);
    const ended = await bench.evaluate({ model }, { concurrency: CONCURRENCY });

    const { requests, last, prompts, usage, mostUnderWay } = endpoint.ledger.summary();
    const reading = bench.read();
    expect(ended.state).toBe('completed');
    expect(prompts).toBe(1000);
    expect(answeredOf(reading)).toBe(last.answered);
    expect({ answered: last.answered, ...byClass(reading) }).toEqual({ ...NONE, ...last });
    expect(ended.failed).toBe(1000 - last.answered);
    expect(ended.done).toBe(1000);
    expect(ended.dimensions.reduce((sum, { labels }) => sum + labels[3], 0)).toBe(last.answered);
    expect(reading.usage.attempts).toBe(Object.values(requests).reduce((sum, count) => sum + count, 0));
    expect(reading.usage.promptTokens).toBe(usage.promptTokens);
    expect(reading.usage.completionTokens).toBe(usage.completionTokens);
    expect(ended.costUsd).toBeCloseTo((usage.promptTokens + 2 * usage.completionTokens) / 1e6, 10);
    expect(mostUnderWay).toBeLessThanOrEqual(CONCURRENCY);
    const asked = Object.values(endpoint.ledger.entries()).map((entries) => entries.length);
    expect(Math.max(...asked)).toBeLessThanOrEqual(MOST_REQUESTS);
  });

  it('gives up a request that nobody answers after its time limit, and counts what stays silent as timed out', async () => {
    const endpoint = await anEndpoint({ seed: 3, faultRate: 0.2, faults: ['hang'], stuckRate: 0.03 });
    const bench = anEvaluation(60);
    const ended = await bench.evaluate({ model: aModelAt(endpoint.baseUrl, 2) }, { concurrency: 60 });
    const { requests, last } = endpoint.ledger.summary();
    expect(ended).toMatchObject({ state: 'completed', done: 60, failed: last.timeout });
    expect(byClass(bench.read())).toEqual({ ...NONE, timeout: last.timeout });
    expect([requests.timeout > last.timeout, last.timeout > 0]).toEqual([true, true]);
  });

  it('asks nothing again that was answered', async () => {
    const endpoint = await anEndpoint({ seed: 8, faultRate: 0.3, faults: ANSWERED_FAULTS });
    await anEvaluation(300).evaluate({ model: aModelAt(endpoint.baseUrl, PATIENT_SECONDS) });
    for (const entries of Object.values(endpoint.ledger.entries())) {
      const answered = entries.findIndex(({ outcome }) => outcome === 'answered');
      expect(answered === -1 || answered === entries.length - 1).toBe(true);
    }
  });
});

describe('an evaluation that is stopped in the middle', () => {
  it('leaves its requests at once and asks only the rest when it goes on', async () => {
    const endpoint = await anEndpoint({ seed: 9, faultRate: 0.2, faults: ANSWERED_FAULTS, latencyMs: 20 });
    const bench = anEvaluation(300);
    const model = aModelAt(endpoint.baseUrl, PATIENT_SECONDS);
    const stop = new AbortController();
    const stopped = await bench.evaluate({ model }, { signal: stop.signal }, (event) => {
      if (event.kind === 'progress' && event.asked >= 60) stop.abort();
    });
    expect(stopped.state).toBe('stopped');
    expect(stopped.asked).toBeLessThan(300);
    const stored = bench.store.responses(bench.run.id, -1, 1000);
    expect(stored).toHaveLength(stopped.asked);
    const before = endpoint.ledger.entries();

    expect(await bench.evaluate({ model })).toMatchObject({ state: 'completed', done: 300 });
    const after = endpoint.ledger.entries();
    for (const { prompt } of stored)
      expect(after[prompt.text]).toHaveLength(before[prompt.text]?.length ?? 0);
  });
});

describe('an endpoint that enforces its limits', () => {
  it('refuses few requests, and everything is answered in the end', async () => {
    const endpoint = await anEndpoint({ requestsPerSecond: 100, limiter: 'bucket', latencyMs: 20 });
    const ended = await anEvaluation(400).evaluate({ model: aModelAt(endpoint.baseUrl) });
    expect(ended).toMatchObject({ state: 'completed', failed: 0, done: 400 });
    expect(endpoint.ledger.summary().requests['rate-limited']).toBeLessThan(60);
  });
});
