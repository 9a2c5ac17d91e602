import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import type { Run } from '../src/flames/run.ts';
import { type ABot, startABot } from '../test/support/a-bot.ts';
import { startEndpoint } from './endpoint.ts';
import type { Figure } from './figure.ts';
import { promptTexts } from './prompts.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROMPTS = 30_000;
/** As many at once, as late, as keeps a core half busy: what is looked for is what one run does in one go. */
const CONCURRENCY = 32;
const LATENCY_MS = 40;

/** The longest time, in ms, for which nobody else was served while this was done. */
const longestBlock = async (work: () => Promise<unknown>): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  // the last block counts once a timer could fire after it
  await setTimeout(10);
  delay.disable();
  return delay.max / 1e6;
};

/** A bot with the prompts to ask, that has loaded what a process loads with its first run, whatever the run's size. */
const aWarmBot = async (home: string, config: string): Promise<ABot> => {
  const bot = await startABot(home, { config });
  const prompts = promptTexts(PROMPTS).map((text, at) => ({
    ...{ dimension: DIMENSIONS[at % DIMENSIONS.length] ?? 'Fairness', subcomponent: null, text },
  }));
  bot.world.stores.prompts.add({ name: 'bench', prompts, source: 'bench', installed: true }, new Date());
  await bot.type('evaluate baseline-refuse smoke');
  return bot;
};

const latestRun = ({ world }: ABot): Run => {
  const [run] = world.stores.runs.list({ limit: 1 });
  if (run?.prompts !== PROMPTS) throw new Error(`The run is ${run?.state}, of ${run?.prompts} prompts.`);
  return run;
};

/** Closes a bot whose run has come to its end. */
const finish = async (bot: ABot): Promise<void> => {
  const { state } = latestRun(bot);
  await bot.close();
  if (state !== 'completed') throw new Error(`The run is ${state}.`);
};

const ofWholeRun = async (config: string): Promise<number> => {
  const bot = await aWarmBot(temporaryFolder(), config);
  const ms = await longestBlock(() => bot.type('evaluate slow bench full'));
  await finish(bot);
  return ms;
};

const ofRunTakenUp = async (config: string): Promise<number> => {
  const home = temporaryFolder();
  const first = await aWarmBot(home, config);
  const typed = first.type('evaluate slow bench full');
  do await setTimeout(500);
  while (first.world.stores.runs.countDone(latestRun(first).id) < PROMPTS / 2);
  await first.close();
  await typed;
  let second: ABot | undefined;
  const ms = await longestBlock(async () => {
    second = await startABot(home, { config });
    await second.bot.idle();
  });
  if (second !== undefined) await finish(second);
  return ms;
};

const figureOf = (what: string, ms: number): Figure => ({
  what: `30,000 prompts in one run in chat, ${what}: longest block of the main thread, ms`,
  ours: `${ms.toFixed(1)} ms`,
  against: 'a timer of 1 ms',
  value: ms,
  target: { most: 50 },
});

/** How long a large run holds up everybody else, its start, its end and the draw of its flags included. */
export const blocking = async (): Promise<readonly Figure[]> => {
  const { baseUrl, close } = await startEndpoint({ latencyMs: LATENCY_MS });
  const config = JSON.stringify({
    models: { slow: { baseUrl, model: 'slow', concurrency: CONCURRENCY } },
    limits: { promptsPerRun: PROMPTS },
  });
  try {
    return [
      figureOf('words to scorecard', await ofWholeRun(config)),
      figureOf('taken up half way by another start', await ofRunTakenUp(config)),
    ];
  } finally {
    await close();
  }
};
