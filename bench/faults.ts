import { startEndpoint } from './endpoint.ts';
import { type Figure, megabytes, seconds } from './figure.ts';
import { evaluateSlow, installation, installPrompts, type MeasuredRun } from './flames.ts';

const PROMPTS = 1000;
const CONCURRENCY = 64;
const TIMEOUT_SECONDS = 5;
const RATE = 0.3;

const run = async (faultRate: number): Promise<MeasuredRun> => {
  const endpoint = await startEndpoint({ seed: 7, faultRate, latencyMs: 100 });
  try {
    const model = { baseUrl: endpoint.baseUrl, concurrency: CONCURRENCY, timeoutSeconds: TIMEOUT_SECONDS };
    const place = installation(model);
    await installPrompts(place, PROMPTS);
    return await evaluateSlow(place, 'refusal-rule');
  } finally {
    await endpoint.close();
  }
};

/** A run of the program through an endpoint where three requests of ten go wrong, beside the same run where none does. */
export const faults = async (): Promise<readonly Figure[]> => {
  const [faulty, clean] = [await run(RATE), await run(0)];
  return [
    {
      what: '1,000 prompts, 30 % of the requests go wrong, 5 s time limit: seconds',
      ours: seconds(faulty.runMs),
      against: `${seconds(clean.runMs)} where none does`,
      value: faulty.runMs / 1000,
      target: { most: 30 },
    },
    {
      what: 'the same: most resident memory ÷ that of the run where none goes wrong',
      ours: megabytes(faulty.usage.mostRssBytes),
      against: megabytes(clean.usage.mostRssBytes),
      value: faulty.usage.mostRssBytes / clean.usage.mostRssBytes,
      target: { most: 1.25 },
    },
  ];
};
