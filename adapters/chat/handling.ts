import type { EventId } from '../../src/ids.ts';
import type { ChatEvent, PlatformName } from '../../src/ports/chat-platform.ts';

type OnEvent = (event: ChatEvent) => Promise<void>;

interface HandlingOptions {
  readonly platform: PlatformName;
  /** What went wrong without anybody waiting for it. Must not throw. */
  readonly report: (error: unknown) => void;
  readonly now: () => Date;
}

/** What has happened on a platform and is under way in the core. */
export class Handling {
  readonly #options: HandlingOptions;
  readonly #underWay = new Set<Promise<void>>();
  #onEvent: OnEvent | undefined;
  #reconnects = 0;

  constructor(options: HandlingOptions) {
    this.#options = options;
  }

  /** From now on the core hears of what happens. */
  open(onEvent: OnEvent): void {
    this.#onEvent = onEvent;
  }

  async pass(event: ChatEvent): Promise<void> {
    await this.#onEvent?.(event);
  }

  /** Nobody waits for this work, so what goes wrong with it is reported. */
  track(work: Promise<void>): void {
    const underWay = work
      .catch((error: unknown) => this.#options.report(error))
      .finally(() => this.#underWay.delete(underWay));
    this.#underWay.add(underWay);
  }

  /** Resolves when everything that came is handled. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** The platform was out of reach: something may have been missed. */
  reconnected(): void {
    const { platform, now } = this.#options;
    this.#reconnects += 1;
    const at = now();
    const id = `${platform}:reconnected:${at.getTime()}:${this.#reconnects}` as EventId;
    this.track(this.pass({ kind: 'reconnected', id, at, platform }));
  }
}
