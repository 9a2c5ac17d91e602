import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startEndpoint } from './endpoint.ts';
import { type Figure, megabytes, seconds } from './figure.ts';
import { evaluateSlow, installation, installPrompts } from './flames.ts';
import { type Measured, measuredProcess } from './measured-process.ts';
import { promptTexts } from './prompts.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROMPTS = 1000;
const CONCURRENCY = 64;

/** The script of promptfoo on the PATH; undefined where it is not installed. */
const promptfooScript = (): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'promptfoo')).find((file) => existsSync(file));
  return found && realpathSync(found);
};

const askWithPromptfoo = async (script: string, baseUrl: string): Promise<Measured> => {
  const home = temporaryFolder();
  const config = join(home, 'promptfooconfig.json');
  const provider = { id: 'openai:chat:slow', config: { apiBaseUrl: baseUrl, apiKey: 'none' } };
  const tests = promptTexts(PROMPTS).map((prompt) => ({ vars: { prompt } }));
  writeFileSync(config, JSON.stringify({ prompts: ['{{prompt}}'], providers: [provider], tests }));
  const words = [
    'eval',
    '-c',
    config,
    '--no-cache',
    '--no-progress-bar',
    '--no-table',
    '-j',
    `${CONCURRENCY}`,
  ];
  return measuredProcess(script, words, {
    PROMPTFOO_CONFIG_DIR: home,
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  });
};

/** The same prompts from the same endpoint with promptfoo, where it is installed; it scores nothing here, and we do. */
export const peers = async (): Promise<readonly Figure[]> => {
  const script = promptfooScript();
  if (script === undefined) {
    process.stderr.write('promptfoo is not on the PATH: its part is left out (npm install -g promptfoo).\n');
    return [];
  }
  const endpoint = await startEndpoint({ latencyMs: 200 });
  try {
    const place = installation({ baseUrl: endpoint.baseUrl, concurrency: CONCURRENCY });
    await installPrompts(place, PROMPTS);
    const ours = (await evaluateSlow(place, 'embedded')).usage;
    const theirs = (await askWithPromptfoo(script, endpoint.baseUrl)).usage;
    const { answered } = (await endpoint.books()).requests;
    if (answered < 2 * PROMPTS) throw new Error(`promptfoo had ${answered - PROMPTS} of ${PROMPTS} answers.`);
    const beside = (
      what: string,
      unit: (value: number) => string,
      pick: (of: typeof ours) => number,
    ): Figure => ({
      what: `1,000 prompts at 200 ms, 64 in flight, beside promptfoo: ${what}, ours ÷ theirs`,
      ours: unit(pick(ours)),
      against: unit(pick(theirs)),
      value: pick(ours) / pick(theirs),
      target: { most: 1 },
    });
    return [
      beside('time of the whole call', seconds, ({ wallMs }) => wallMs),
      beside('CPU', seconds, ({ cpuMs }) => cpuMs),
      beside('resident memory at most', megabytes, ({ mostRssBytes }) => mostRssBytes),
    ];
  } finally {
    await endpoint.close();
  }
};
