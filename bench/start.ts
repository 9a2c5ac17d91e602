import { fileURLToPath } from 'node:url';
import { type Figure, median, seconds } from './figure.ts';
import { measuredProcess } from './measured-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/flames', import.meta.url));
const NOTHING = fileURLToPath(new URL('../../bench/nothing.mjs', import.meta.url));
const ROUNDS = 7;

const wallMs = async (script: string, words: readonly string[]): Promise<number> => {
  const times: number[] = [];
  for (let at = 0; at < ROUNDS; at++) {
    const { usage, exitCode, stderr } = await measuredProcess(script, words, {
      FLAMES_HOME: temporaryFolder(),
    });
    if (exitCode !== 0) throw new Error(stderr);
    times.push(usage.wallMs);
  }
  return median(times);
};

/** From the call to its end, each in a process of its own, beside Node doing nothing. */
export const start = async (): Promise<readonly Figure[]> => {
  const nodeMs = await wallMs(NOTHING, []);
  const helpMs = await wallMs(PROGRAM, ['--help']);
  const modelsMs = await wallMs(PROGRAM, ['models']);
  const against = `Node alone ${seconds(nodeMs)}`;
  return [
    { what: 'flames --help, ms', ours: seconds(helpMs), against, value: helpMs, target: { most: 250 } },
    {
      what: 'an empty folder to the first answer (flames models), ms',
      ours: seconds(modelsMs),
      against,
      value: modelsMs,
      target: { most: 1000 },
    },
  ];
};
