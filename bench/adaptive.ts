import { startEndpoint } from './endpoint.ts';
import type { Figure } from './figure.ts';
import { evaluateSlow, installation, installPrompts } from './flames.ts';

const PROMPTS = 1000;
const PER_SECOND = 20;

/** Against an endpoint that enforces 20 requests a second and tells it only by refusing. */
export const adaptive = async (): Promise<readonly Figure[]> => {
  const endpoint = await startEndpoint({ latencyMs: 100, requestsPerSecond: PER_SECOND, tellsLimits: false });
  try {
    const place = installation({ baseUrl: endpoint.baseUrl, concurrency: 64 });
    await installPrompts(place, PROMPTS);
    const { runMs } = await evaluateSlow(place, 'refusal-rule');
    const { requests } = await endpoint.books();
    const all = Object.values(requests).reduce((sum, count) => sum + count, 0);
    const refused = (all - requests.answered) / all;
    const share = PROMPTS / (runMs / 1000) / PER_SECOND;
    return [
      {
        what: '20 requests a second enforced, untold: share of the limit',
        ours: `${(PROMPTS / (runMs / 1000)).toFixed(1)}/s`,
        against: `${PER_SECOND}/s`,
        value: share,
        target: { least: 0.95 },
      },
      {
        what: 'the same: share of requests that were refused',
        ours: `${all - requests.answered}`,
        against: `${all} requests`,
        value: refused,
        target: { most: 0.02 },
      },
    ];
  } finally {
    await endpoint.close();
  }
};
