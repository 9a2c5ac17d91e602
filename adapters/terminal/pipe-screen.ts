import { drawMessage, type Look, type Screen, type TerminalOutput } from './screen.ts';

/** A screen that cannot go back, as a pipe or a file: each message once, and again when it stops being about progress. */
export const createPipeScreen = (output: TerminalOutput, look: Look): Screen => {
  const write = (lines: readonly string[]): void => void output.write(`${lines.join('\n')}\n`);
  return {
    post: (message) => write(drawMessage(message, output, look)),
    edit: (message) => {
      if (message.card.kind !== 'progress') write(drawMessage(message, output, look));
    },
    reveal: (message) => write(drawMessage(message, output, look, true)),
    say: (sentence) => write([sentence]),
    disturbed: () => undefined,
  };
};
