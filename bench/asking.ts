import { fileURLToPath } from 'node:url';
import { startEndpoint } from './endpoint.ts';
import { type Figure, median, megabytes, seconds } from './figure.ts';
import { evaluateSlow, installation, installPrompts, type MeasuredRun } from './flames.ts';
import { measuredProcess } from './measured-process.ts';

const PROMPTS = 1000;
const FEW = 10;
const CONCURRENCY = 64;
const ROUNDS = 3;
const BARE_LOOP = fileURLToPath(new URL('../../bench/bare-loop.mjs', import.meta.url));

interface Round {
  readonly bareMs: number;
  readonly ours: MeasuredRun;
  /** CPU of the same program on ten prompts. */
  readonly startCpuMs: number;
}

const round = async (baseUrl: string, scorer: string): Promise<Round> => {
  const words = { baseUrl, prompts: PROMPTS, concurrency: CONCURRENCY };
  const bare = await measuredProcess(BARE_LOOP, [JSON.stringify(words)]);
  const place = installation({ baseUrl, concurrency: CONCURRENCY });
  await installPrompts(place, PROMPTS);
  const ours = await evaluateSlow(place, scorer);
  const few = await evaluateSlow(place, scorer, `n=${FEW}`);
  if (ours.scored !== PROMPTS) throw new Error(`${ours.scored} of ${PROMPTS} scored.`);
  return {
    bareMs: (JSON.parse(bare.stdout) as { readonly ms: number }).ms,
    ours,
    startCpuMs: few.usage.cpuMs,
  };
};

const rounds = async (latencyMs: number, scorer: string): Promise<readonly Round[]> => {
  const endpoint = await startEndpoint({ latencyMs });
  try {
    const done: Round[] = [];
    for (let at = 0; at < ROUNDS; at++) done.push(await round(endpoint.baseUrl, scorer));
    return done;
  } finally {
    await endpoint.close();
  }
};

/** The bot's run, stored and scored, beside a bare loop of the same requests, and beside rounds × latency. */
export const asking = async (): Promise<readonly Figure[]> => {
  const quick = await rounds(200, 'embedded');
  const slow = await rounds(500, 'refusal-rule');
  const ours = (of: readonly Round[]): number => median(of.map(({ ours }) => ours.runMs));
  const bareMs = median(quick.map((each) => each.bareMs));
  const limitMs = Math.ceil(PROMPTS / CONCURRENCY) * 500;
  const cpuMs = median(slow.map(({ ours, startCpuMs }) => ours.usage.cpuMs - startCpuMs));
  const rssBytes = Math.max(...slow.map(({ ours }) => ours.usage.mostRssBytes));
  return [
    {
      what: '1,000 prompts at 200 ms, 64 in flight, embedded scorer: run ÷ bare fetch loop',
      ours: seconds(ours(quick)),
      against: seconds(bareMs),
      value: ours(quick) / bareMs,
      target: { most: 1.15 },
    },
    {
      what: 'the same at 500 ms: run ÷ limit (rounds × latency)',
      ours: seconds(ours(slow)),
      against: seconds(limitMs),
      value: ours(slow) / limitMs,
      target: { most: 1.1 },
    },
    {
      what: 'CPU a response, ms, without the start, refusal rule as scorer',
      ours: seconds(cpuMs),
      against: `${megabytes(rssBytes)} resident at most`,
      value: cpuMs / (PROMPTS - FEW),
      target: { most: 2 },
    },
  ];
};
