import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { buildProgram, type Call } from '../adapters/command-line/build-program.ts';
import { fileProblem } from '../adapters/files/local-files.ts';
import { COMMANDS } from './commands/index.ts';
import { configPathIn, localeOf, readEnvironment } from './config.ts';
import { UserError } from './errors.ts';
import { commandTexts } from './texts/commands.ts';
import type { Locale } from './texts/locale.ts';

/** Runs one call of the command line; the process ends by itself with the exit code that is set here. */
export const main = async (words: readonly string[]): Promise<void> => {
  const locale = readLocale();
  endWithOutput(locale);
  const commands = COMMANDS.filter(({ surfaces }) => surfaces.includes('shell'));
  try {
    await buildProgram(commands, locale, runCall).parseAsync([...words], { from: 'user' });
  } catch (error) {
    // what the parser leaves as its own is help that was shown
    if (!(error instanceof CommanderError)) report(error, locale);
  }
};

/** The language of the configuration file, also where the file or the call needs mending; English without one. */
const readLocale = (): Locale => {
  try {
    return localeOf(readFileSync(configPathIn(), 'utf8'));
  } catch {
    return 'en';
  }
};

/** The world (database, scorers, network clients) is loaded only for a call that is well-formed. */
const runCall = async (call: Call): Promise<void> => {
  const { runInShell } = await import('./wiring/run-in-shell.ts');
  const { exitCode } = await runInShell(call, readEnvironment(), report);
  process.exitCode ??= exitCode;
};

/** One line on standard error and an exit code; never a stack. */
const report = (error: unknown, locale: Locale): void => {
  const known = error instanceof UserError;
  const what = error instanceof Error ? error.message : String(error);
  const sentence = known ? error.in(locale) : commandTexts[locale].brokenUnexpectedly({ what });
  process.stderr.write(`${oneLine(sentence)}\n`);
  process.exitCode = known ? error.exitCode : 1;
};

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/\p{Cc}/gu, '�');

/** A reader that went away (`| head`) is no error; a file that takes no more is one, in a sentence. */
const endWithOutput = (locale: Locale): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    const reason = fileProblem(error);
    report(new UserError('cannot-write', { file: 'standard output', reason }, { cause: error }), locale);
    process.exit(1);
  });
  // what is said beside the result is no reason to stop where it cannot be written
  process.stderr.on('error', () => undefined);
};
