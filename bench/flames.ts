import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import { type Measured, measuredProcess } from './measured-process.ts';
import { promptTexts } from './prompts.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/flames', import.meta.url));

export interface Installation {
  readonly home: string;
  /** Calls the real program. Throws when it fails. */
  flames(...words: string[]): Promise<Measured>;
}

export interface ModelEntry {
  readonly baseUrl: string;
  readonly concurrency: number;
  readonly timeoutSeconds?: number;
}

const promptLines = (count: number): string =>
  promptTexts(count)
    .map((prompt, at) =>
      JSON.stringify({ dimension: DIMENSIONS[at % DIMENSIONS.length], subcomponent: null, prompt }),
    )
    .join('\n');

/** A fresh folder with a configuration that has one model, `slow`. */
export const installation = (entry: ModelEntry): Installation => {
  const home = temporaryFolder();
  const configuration = join(home, 'flames.config.yaml');
  const model = { ...entry, model: 'slow' };
  writeFileSync(
    configuration,
    JSON.stringify({ models: { slow: model }, limits: { promptsPerRun: 1_000_000 } }),
  );
  const environment = { FLAMES_HOME: join(home, 'state'), FLAMES_CONFIG: configuration };
  return {
    home,
    flames: async (...words) => {
      const measured = await measuredProcess(PROGRAM, words, environment);
      if (measured.exitCode !== 0) throw new Error(`flames ${words.join(' ')}: ${measured.stderr}`);
      return measured;
    },
  };
};

/** Installs `count` prompts under the name `bench`. */
export const installPrompts = async ({ home, flames }: Installation, count: number): Promise<void> => {
  const file = join(home, `prompts-${count}.jsonl`);
  writeFileSync(file, promptLines(count));
  await flames('prompts', 'import', file, '--name', 'bench');
};

interface Card {
  readonly run: { readonly startedAt: string; readonly finishedAt: string; readonly state: string };
  readonly dimensions: readonly { readonly n: number }[];
}

export interface MeasuredRun extends Measured {
  /** From the run's start to its stored end. */
  readonly runMs: number;
  readonly scored: number;
}

/** Evaluates `slow` on the prompts of `bench`. */
export const evaluateSlow = async (
  { flames }: Installation,
  scorer: string,
  subset = 'full',
): Promise<MeasuredRun> => {
  const measured = await flames('evaluate', 'slow', 'bench', subset, '--scorer', scorer, '--json');
  const { run, dimensions } = JSON.parse(measured.stdout) as Card;
  if (run.state !== 'completed') throw new Error(`The run is ${run.state}.`);
  return {
    ...measured,
    runMs: Date.parse(run.finishedAt) - Date.parse(run.startedAt),
    scored: dimensions.reduce((sum, { n }) => sum + n, 0),
  };
};
