import { Writable } from 'node:stream';
import xterm from '@xterm/headless';

/** A real terminal's screen, to look at what somebody would see. */
export class TerminalScreen extends Writable {
  readonly columns: number;
  readonly rows: number;
  readonly #terminal: xterm.Terminal;
  /** What text made the terminal do beside showing it. */
  readonly obeyed: string[] = [];

  constructor(columns = 80, rows = 24) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 1000,
      convertEol: true,
      allowProposedApi: true,
    });
    this.#terminal.onTitleChange((title) => this.obeyed.push(`title ${title}`));
    this.#terminal.onBell(() => this.obeyed.push('bell'));
    this.#terminal.parser.registerOscHandler(8, (data) => {
      this.obeyed.push(`link ${data}`);
      return false;
    });
    this.#terminal.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => {
      this.obeyed.push('request');
      return false;
    });
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.#terminal.write(chunk, done);
  }

  /** Everything that can be read, scrolled lines included, without empty lines at the end. */
  async text(): Promise<string> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (
      // on a busy machine the terminal takes what it is given in turns
      this.writableLength > 0
    );
    await new Promise<void>((resolve) => this.#terminal.write('', resolve));
    const { active } = this.#terminal.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? '',
    );
    return lines.join('\n').trimEnd();
  }
}
