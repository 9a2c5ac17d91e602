import { type ASlack, openSlack } from '../test/support/a-slack.ts';
import { startBotOn } from '../test/support/bot-on.ts';
import { slackOn } from '../test/support/start-slack.ts';
import { startEndpoint } from './endpoint.ts';
import { type Figure, seconds } from './figure.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUNS = 6;
const COMMANDS = 300;
const LATENCY_MS = 50;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

const status = ({ front, channels, idOf }: ASlack, count: number) => ({
  ...{ command: '/flames', text: 'status', user_id: idOf('ann'), channel_id: channels.evals },
  ...{ trigger_id: `trigger-${count}`, response_url: front.responseUrl },
});

/** Times from a command's sending to its acknowledgement, in ms, while runs go on; workspace and bot share a process. */
const acknowledgements = async (baseUrl: string): Promise<readonly number[]> => {
  const slack = await openSlack();
  const config = JSON.stringify({ models: { slow: { baseUrl, model: 'slow', concurrency: 64 } } });
  const on = await startBotOn(temporaryFolder(), config, ({ attachments: files, stores }) => [
    slackOn(slack, { files, inbox: stores.events }),
  ]);
  try {
    for (let seed = 1; seed <= RUNS; seed++) await slack.type(`evaluate slow full --seed ${seed}`);
    const times: number[] = [];
    while (times.length < COMMANDS) {
      const startedMs = performance.now();
      await slack.front.send('slash_commands', status(slack, times.length));
      times.push(performance.now() - startedMs);
    }
    await on.idle();
    return times;
  } finally {
    await on.close();
    await slack.close();
  }
};

/** How soon Slack hears that a command came, while the bot asks and scores. */
export const acknowledging = async (): Promise<readonly Figure[]> => {
  const endpoint = await startEndpoint({ latencyMs: LATENCY_MS });
  try {
    const times = await acknowledgements(endpoint.baseUrl);
    return [
      {
        what: `${COMMANDS} commands in Slack while ${RUNS} runs go on: p99 of the acknowledgement, ms`,
        ours: seconds(percentile(times, 0.99)),
        against: `median ${seconds(percentile(times, 0.5))}`,
        value: percentile(times, 0.99),
        target: { most: 250 },
      },
    ];
  } finally {
    await endpoint.close();
  }
};
