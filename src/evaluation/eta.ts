/** The speed is that of the last while, so that a long wait or an earlier session does not distort it. */
const WINDOW_MS = 30_000;
const LEAST_MS = 2_000;

export interface Eta {
  /** Milliseconds until `total` is reached at the speed of the last half minute; null while it is unknown. */
  leftMs(nowMs: number, done: number, total: number): number | null;
}

/** Foretells an end from how fast a count has grown. */
export const createEta = (): Eta => {
  let seen: { readonly atMs: number; readonly done: number }[] = [];
  return {
    leftMs(nowMs, done, total) {
      seen = [...seen.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS), { atMs: nowMs, done }];
      const first = seen[0] ?? { atMs: nowMs, done };
      const grown = done - first.done;
      if (done >= total) return 0;
      if (grown <= 0 || nowMs - first.atMs < LEAST_MS) return null;
      return ((total - done) * (nowMs - first.atMs)) / grown;
    },
  };
};
