/** One line of the report: what the bot costs beside what it is held against, measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  /** What `target` speaks of. */
  readonly value: number;
  readonly target: { readonly most: number } | { readonly least: number };
}

export const holds = ({ value, target }: Figure): boolean =>
  'most' in target ? value <= target.most : value >= target.least;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
