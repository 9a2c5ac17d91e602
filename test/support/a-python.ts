import { spawnSync } from 'node:child_process';

const NEEDED = 'numpy, sentencepiece';

/** A Python that has what the tools need; the distribution's first, since others on the PATH seem to have less. */
const findPython = (): string | undefined =>
  ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${NEEDED}`]).status === 0,
  );

export const PYTHON = findPython();

/** Why tests of the Python tools are skipped; undefined where they can run. Where CI is set they must. */
export const pythonIsMissing = (): string | undefined => {
  if (PYTHON !== undefined) return undefined;
  const reason = `no Python with ${NEEDED} (apt-get install python3-numpy python3-sentencepiece)`;
  if (process.env['CI'] === 'true') throw new Error(`There is ${reason}.`);
  console.warn(`The tools in Python are not tested: there is ${reason}.`);
  return reason;
};

export interface PythonEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script to its end. */
export const runPython = (...words: readonly string[]): PythonEnd => {
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', words, { encoding: 'utf8' });
  return { code: status, stdout, stderr };
};
