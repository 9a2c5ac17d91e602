/** Remembers values until their time, never more than `most`; the oldest go first. */
export class Expiring<Value extends { readonly until: number }> {
  readonly #most: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, Value>();

  /** `now` in ms on any clock that does not go back. */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  keep(key: string, value: Value): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const [old, { until }] of this.#kept) {
      if (this.#kept.size <= this.#most && until > this.#now()) break;
      this.#kept.delete(old);
    }
  }

  get(key: string): Value | undefined {
    const value = this.#kept.get(key);
    return value !== undefined && value.until > this.#now() ? value : undefined;
  }

  forget(isGone: (value: Value) => boolean): void {
    for (const [key, value] of this.#kept) if (isGone(value)) this.#kept.delete(key);
  }
}
