import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import { startABot } from '../test/support/a-bot.ts';
import { startEndpoint } from './endpoint.ts';
import type { Figure } from './figure.ts';
import { promptTexts } from './prompts.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROMPTS = 30_000;
/** As many at once, as late, as keeps a core half busy: what is looked for is what one run does in one go. */
const CONCURRENCY = 32;
const LATENCY_MS = 40;

/** The longest time, in ms, for which a bot that is asked for one run serves nobody else until it shows the scorecard. */
const longestBlock = async (baseUrl: string): Promise<number> => {
  const config = JSON.stringify({
    models: { slow: { baseUrl, model: 'slow', concurrency: CONCURRENCY } },
    limits: { promptsPerRun: PROMPTS },
  });
  const bot = await startABot(temporaryFolder(), { config });
  try {
    const asked = promptTexts(PROMPTS).map((text, at) => ({
      ...{ dimension: DIMENSIONS[at % DIMENSIONS.length] ?? 'Fairness', subcomponent: null, text },
    }));
    bot.world.stores.prompts.add(
      { name: 'bench', prompts: asked, source: 'bench', installed: true },
      new Date(),
    );
    // what a process loads with its first run holds it up once, whatever the run's size
    await bot.type('evaluate baseline-refuse smoke');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await bot.type('evaluate slow bench full');
    // the last block counts once a timer could fire after it
    await new Promise((resolve) => setTimeout(resolve, 10));
    delay.disable();
    const [run] = bot.world.stores.runs.list({ limit: 1 });
    if (run?.state !== 'completed' || run.prompts !== PROMPTS) throw new Error(`The run is ${run?.state}.`);
    return delay.max / 1e6;
  } finally {
    await bot.close();
  }
};

/** How long a large run holds up everybody else, its start, its end and the draw of its flags included. */
export const blocking = async (): Promise<readonly Figure[]> => {
  const endpoint = await startEndpoint({ latencyMs: LATENCY_MS });
  try {
    const ms = await longestBlock(endpoint.baseUrl);
    return [
      {
        what: '30,000 prompts in one run in chat, words to scorecard: longest block of the main thread, ms',
        ours: `${ms.toFixed(1)} ms`,
        against: 'a timer of 1 ms',
        value: ms,
        target: { most: 50 },
      },
    ];
  } finally {
    await endpoint.close();
  }
};
