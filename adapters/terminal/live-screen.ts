import { clearScreenDown, moveCursor } from 'node:readline';
import { USUAL_SCREEN } from './limits.ts';
import type { Prompt } from './line-reader.ts';
import type { TerminalMessage } from './messages.ts';
import { drawMessage, inShort, type Look, type Screen, type TerminalOutput } from './screen.ts';

/** One of the messages at the end of the screen, which can still be written over. */
interface Standing {
  readonly number: number;
  readonly short: boolean;
  readonly lines: readonly string[];
}

const heightOf = (messages: readonly Standing[]): number =>
  messages.reduce((sum, { lines }) => sum + lines.length, 0);
/** Rows kept free for the line that is being typed. */
const PROMPT_ROWS = 3;

/**
 * A screen of a person. The messages since the last typed line are edited where they stand; one that stands further up
 * goes on as one short line below, which is edited in its turn, and is shown whole again when it is no longer about progress.
 */
export class LiveScreen implements Screen {
  readonly #output: TerminalOutput;
  readonly #look: Look;
  readonly #prompt: Prompt;
  #standing: readonly Standing[] = [];

  constructor(output: TerminalOutput, look: Look, prompt: Prompt) {
    this.#output = output;
    this.#look = look;
    this.#prompt = prompt;
  }

  post(message: TerminalMessage): void {
    this.#append(this.#draw(message, false));
  }

  edit(message: TerminalMessage): void {
    const running = message.card.kind === 'progress';
    const at = this.#standing.findLastIndex(({ number }) => number === message.number);
    const standing = this.#standing[at];
    if (standing === undefined) this.#append(this.#draw(message, running));
    else this.#rewrite(at, this.#draw(message, running && standing.short));
  }

  reveal(message: TerminalMessage): void {
    this.#write(0, drawMessage(message, this.#output, this.#look, true));
    this.disturbed();
  }

  say(sentence: string): void {
    this.#write(0, [sentence]);
    this.disturbed();
  }

  disturbed(): void {
    this.#standing = [];
  }

  #draw(message: TerminalMessage, short: boolean): Standing {
    const lines = short
      ? drawMessage({ ...message, card: inShort(message.card) }, this.#output, this.#look).slice(0, -1)
      : drawMessage(message, this.#output, this.#look);
    return { number: message.number, short, lines };
  }

  #append(message: Standing): void {
    this.#write(0, message.lines);
    this.#stand([...this.#standing, message]);
  }

  /** What has moved too far up to be written over is let go. */
  #stand(messages: readonly Standing[]): void {
    const rows = (this.#output.rows || USUAL_SCREEN.rows) - PROMPT_ROWS;
    const first = messages.findIndex((_, at) => heightOf(messages.slice(at)) <= rows);
    this.#standing = first < 0 ? [] : messages.slice(first);
  }

  #rewrite(at: number, message: Standing): void {
    const from = this.#standing.slice(at);
    const redrawn = [message, ...from.slice(1)];
    this.#write(
      heightOf(from),
      redrawn.flatMap(({ lines }) => lines),
    );
    this.#stand([...this.#standing.slice(0, at), ...redrawn]);
  }

  #write(rowsUp: number, lines: readonly string[]): void {
    this.#prompt.hide();
    moveCursor(this.#output, 0, -rowsUp);
    clearScreenDown(this.#output);
    this.#output.write(`${lines.join('\n')}\n`);
    this.#prompt.show();
  }
}
