import { startEndpoint } from './endpoint.ts';
import { type Figure, megabytes, seconds } from './figure.ts';
import { evaluateSlow, installation, installPrompts, type MeasuredRun } from './flames.ts';

const FEW = 10_000;
const MANY = 100_000;

const runOf = async (baseUrl: string, prompts: number): Promise<MeasuredRun> => {
  const place = installation({ baseUrl, concurrency: 256 });
  await installPrompts(place, prompts);
  return evaluateSlow(place, 'refusal-rule');
};

/** Resident memory after the first tenth of the run, and at its end. */
const flatness = ({ usage }: MeasuredRun): number => {
  const tenth = Math.ceil(usage.rss.length / 10);
  const most = (values: readonly number[]): number => Math.max(...values);
  return most(usage.rss.slice(tenth)) / most(usage.rss.slice(0, tenth));
};

/** One run of 100,000 prompts beside one of 10,000. */
export const growth = async (): Promise<readonly Figure[]> => {
  const endpoint = await startEndpoint({ latencyMs: 1 });
  try {
    const few = await runOf(endpoint.baseUrl, FEW);
    const many = await runOf(endpoint.baseUrl, MANY);
    return [
      {
        what: '100,000 prompts in one run: resident memory at most, MB',
        ours: megabytes(many.usage.mostRssBytes),
        against: `10,000 prompts: ${megabytes(few.usage.mostRssBytes)}`,
        value: many.usage.mostRssBytes / 2 ** 20,
        target: { most: 300 },
      },
      {
        what: 'the same: memory after the first tenth of the run ÷ within it',
        ours: megabytes(Math.max(...many.usage.rss)),
        against: 'its own first tenth',
        value: flatness(many),
        target: { most: 1.25 },
      },
      {
        what: 'time of the whole call with 100,000 prompts ÷ ten times that with 10,000',
        ours: seconds(many.usage.wallMs),
        against: seconds(few.usage.wallMs),
        value: many.usage.wallMs / (few.usage.wallMs * 10),
        target: { most: 1.15 },
      },
    ];
  } finally {
    await endpoint.close();
  }
};
